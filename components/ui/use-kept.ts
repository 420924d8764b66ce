import { useLayoutEffect, useRef } from "react";

import type { FormState } from "@/model/forms";

/** A field that has again what was sent with it when that was refused: after its action React resets a form. */
export function useKept<E extends HTMLInputElement | HTMLSelectElement>(state: FormState, name: string) {
  const field = useRef<E>(null);
  const sent = state.values?.[name];
  useLayoutEffect(() => {
    if (field.current && sent !== undefined) field.current.value = sent;
  }, [state, sent]);
  return field;
}
