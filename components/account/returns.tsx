"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";
import type { ReturnRequest } from "@/model/returns";

import { Alert } from "../ui/alert";
import { SubmitButton } from "../ui/submit-button";

type Props = { requests: ReturnRequest[]; action: FormAction };

/** What of an order was to come back, and the way to think again as long as nobody has decided. */
export const Returns = ({ requests, action }: Props) => (
  <section aria-labelledby="returns" className="border-line mt-12 border-t pt-8 print:hidden">
    <h2 id="returns" className="text-heading mb-4">
      {useT()("account.returns")}
    </h2>
    <ul className="grid gap-4">
      {requests.map((request) => (
        <OneReturn key={request.id} request={request} action={action} />
      ))}
    </ul>
  </section>
);

function OneReturn({ request: { id, status, lines, answer }, action }: { request: ReturnRequest; action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <li className="bg-surface flex max-w-2xl flex-wrap items-center justify-between gap-x-6 gap-y-3 p-5">
      <div className="min-w-0">
        <p className="break-words">
          {lines.map(({ product_name, quantity }) => `${quantity} × ${product_name}`).join(", ")}
        </p>
        <p className="text-soft text-sm">{t(`account.returns.status.${status}`)}</p>
        {answer && <p className="mt-2 break-words whitespace-pre-line">{answer}</p>}
      </div>
      {status === "requested" && (
        <form action={submit}>
          <input type="hidden" name="id" value={id} />
          <SubmitButton variant="secondary" pendingText={t("account.returns.withdrawing")}>
            {t("account.returns.withdraw")}
          </SubmitButton>
        </form>
      )}
      {state.message && (
        <div className="w-full">
          <Alert tone="error">{state.message}</Alert>
        </div>
      )}
    </li>
  );
}
