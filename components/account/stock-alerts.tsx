"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { choiceText } from "@/model/choice";
import { type FormAction, UNSENT } from "@/model/forms";
import type { StockAlert } from "@/model/stock-alerts";

import { Alert } from "../ui/alert";
import { SubmitButton } from "../ui/submit-button";

/** What someone is to be told of when it is there again; each can be let go. */
export function StockAlerts({ alerts, action }: { alerts: StockAlert[]; action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <ul className="border-line max-w-3xl border-t">
        {alerts.map(({ id, product, email, created_at, ...wanted }) => {
          const choice = choiceText(t, wanted);
          return (
            <li
              key={id}
              className="border-line flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-4"
            >
              <div className="min-w-0">
                <Link
                  href={`/products/${product.slug}`}
                  prefetch={false}
                  className="font-display hover:text-accent inline-flex min-h-11 items-center text-xl"
                >
                  {product.name}
                </Link>
                {choice && <p>{choice}</p>}
                <p className="text-soft text-sm break-words">
                  {t("account.alert.since", { date: t.date(created_at, { dateStyle: "medium" }), email })}
                </p>
              </div>
              <form action={submit}>
                <input type="hidden" name="id" value={id ?? ""} />
                <SubmitButton
                  variant="secondary"
                  label={t("account.alert.stop.what", { what: [product.name, choice].filter(Boolean).join(", ") })}
                >
                  {t("account.alert.stop")}
                </SubmitButton>
              </form>
            </li>
          );
        })}
      </ul>
    </>
  );
}
