"use client";

import { useActionState, useEffect, useRef } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";

import { ButtonLink } from "../ui/button";
import { SubmitButton } from "../ui/submit-button";

/** Sends itself where scripts run, so that a person has nothing to press. */
export function StopAlerts({ id, action }: { id: string; action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const form = useRef<HTMLFormElement>(null);
  const wasSent = useRef(false);
  useEffect(() => {
    if (wasSent.current) return;
    wasSent.current = true;
    form.current?.requestSubmit();
  }, []);
  const problem = state.code === "not_found" ? t("catalog.stop_alerts.too_old") : state.message;
  return (
    <>
      <p role="status" className="text-soft mx-auto mt-4 min-h-14 max-w-md text-lg">
        {state.ok ? t("catalog.stop_alerts.done") : (problem ?? t("catalog.stop_alerts.doing"))}
      </p>
      {!state.ok && !problem && (
        <form ref={form} action={submit} className="mt-6">
          <input type="hidden" name="id" value={id} />
          <SubmitButton size="large" pendingText={t("catalog.moment")}>
            {t("catalog.stop_alerts.all")}
          </SubmitButton>
        </form>
      )}
      {(state.ok || problem) && (
        <p className="mt-6">
          <ButtonLink href="/products" variant="secondary">
            {t("catalog.stop_alerts.look_around")}
          </ButtonLink>
        </p>
      )}
    </>
  );
}
