"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";
import type { Session } from "@/model/sessions";
import type { Translate } from "@/model/translate";

import { Alert } from "../ui/alert";
import { SubmitButton } from "../ui/submit-button";

const MOMENT = { dateStyle: "medium", timeStyle: "short" } as const;

function nameOf(t: Translate, { browser, system }: Session): string {
  const name = browser || t("account.session.some_browser");
  return system ? t("account.session.browser_on", { browser: name, system }) : name;
}

function sinceText(t: Translate, { created_at, last_used_at }: Session): string {
  const since = t.date(created_at, MOMENT);
  return last_used_at
    ? t("account.session.since_and_used", { since, used: t.date(last_used_at, MOMENT) })
    : t("account.session.since", { since });
}

/** The browsers in which someone is signed in; each but this one can be signed out from here. */
export function SessionList({ sessions, action }: { sessions: Session[]; action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <ul className="border-line border-t">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="border-line flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-4"
          >
            <div>
              <p className="font-medium">{nameOf(t, session)}</p>
              <p className="text-soft text-sm">{sinceText(t, session)}</p>
            </div>
            {session.is_current ? (
              <p className="border-moss rounded-full border px-3 py-0.5 text-sm">{t("account.session.this")}</p>
            ) : (
              <form action={submit}>
                <input type="hidden" name="id" value={session.id} />
                <SubmitButton
                  variant="secondary"
                  label={t("account.session.sign_out.what", { name: nameOf(t, session) })}
                >
                  {t("account.session.sign_out")}
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
