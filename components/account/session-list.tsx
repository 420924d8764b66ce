"use client";

import { useActionState } from "react";

import { type FormAction, UNSENT } from "@/model/forms";
import type { Session } from "@/model/sessions";

import { Alert } from "../ui/alert";
import { SubmitButton } from "../ui/submit-button";

const moment = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const nameOf = ({ browser, system }: Session) => [browser || "A browser", system].filter(Boolean).join(" on ");

/** The browsers in which someone is signed in; each but this one can be signed out from here. */
export function SessionList({ sessions, action }: { sessions: Session[]; action: FormAction }) {
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
              <p className="font-medium">{nameOf(session)}</p>
              <p className="text-soft text-sm">
                Since {moment.format(new Date(session.created_at))} UTC
                {session.last_used_at && ` · last used ${moment.format(new Date(session.last_used_at))} UTC`}
              </p>
            </div>
            {session.is_current ? (
              <p className="border-moss rounded-full border px-3 py-0.5 text-sm">This browser</p>
            ) : (
              <form action={submit}>
                <input type="hidden" name="id" value={session.id} />
                <SubmitButton variant="secondary" label={`Sign out of ${nameOf(session)}`}>
                  Sign out there
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
