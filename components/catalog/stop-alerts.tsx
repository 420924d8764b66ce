"use client";

import { useActionState, useEffect, useRef } from "react";

import { type FormAction, UNSENT } from "@/model/forms";

import { ButtonLink } from "../ui/button";
import { SubmitButton } from "../ui/submit-button";

/** Sends itself where scripts run, so that a person has nothing to press. */
export function StopAlerts({ id, action }: { id: string; action: FormAction }) {
  const [state, submit] = useActionState(action, UNSENT);
  const form = useRef<HTMLFormElement>(null);
  const wasSent = useRef(false);
  useEffect(() => {
    if (wasSent.current) return;
    wasSent.current = true;
    form.current?.requestSubmit();
  }, []);
  const problem = state.code === "not_found" ? "This link is too old: there is nothing left to end." : state.message;
  return (
    <>
      <p role="status" className="text-soft mx-auto mt-4 min-h-14 max-w-md text-lg">
        {state.ok
          ? "Nothing waits for your address any more."
          : (problem ?? "We end everything that waits for your address.")}
      </p>
      {!state.ok && !problem && (
        <form ref={form} action={submit} className="mt-6">
          <input type="hidden" name="id" value={id} />
          <SubmitButton size="large" pendingText="One moment…">
            Stop them all
          </SubmitButton>
        </form>
      )}
      {(state.ok || problem) && (
        <p className="mt-6">
          <ButtonLink href="/products" variant="secondary">
            Look around
          </ButtonLink>
        </p>
      )}
    </>
  );
}
