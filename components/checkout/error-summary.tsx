"use client";

import { useEffect, useRef } from "react";

import { useT, useTo } from "#language";
import type { FormState } from "@/model/forms";

import { Alert } from "../ui/alert";

type Props = {
  state: FormState;
  /** What is said instead of the message alone. */
  text?: string | undefined;
  /** Where the fields are that this form does not have. */
  elsewhere?: Record<string, string>;
  className?: string;
};

/** What has to be put right, as links to the fields; it takes the focus when the form comes back. */
export function ErrorSummary({ state, text = state.message, elsewhere = {}, className = "" }: Props) {
  const t = useT();
  const to = useTo();
  const box = useRef<HTMLDivElement>(null);
  const fields = Object.entries(state.fields ?? {});
  const isShown = Boolean(text) || fields.length > 0;
  useEffect(() => {
    if (isShown) box.current?.focus();
  }, [state, isShown]);
  return (
    <div ref={box} tabIndex={-1} className={`outline-none empty:hidden ${className}`}>
      {isShown && (
        <Alert tone="error">
          <p className="font-medium">{text ?? t("checkout.problems")}</p>
          {fields.length > 0 && (
            <ul className="mt-1 list-disc ps-5">
              {fields.map(([name, messages]) => (
                <li key={name}>
                  <a
                    href={elsewhere[name] ? to(elsewhere[name]) : `#field-${name}`}
                    className="block w-fit py-0.5 underline underline-offset-4"
                  >
                    {messages.join(" ")}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Alert>
      )}
    </div>
  );
}
