"use client";

import { type ReactNode, useActionState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { SubmitButton } from "../ui/submit-button";

/** A line of which there is not as much as the cart holds. */
type Shortage = { id: number; name: string; left: number };
type Props = { action: FormAction; shortages: Shortage[] };

/** What of the cart is not to be had any more, each with the step that mends it: the rest of the page stays as it is. */
export const Shortages = ({ action, shortages }: Props) => (
  <Alert tone="error">
    <ul className="grid gap-2">
      {shortages.map((shortage) => (
        <Line key={shortage.id} action={action} {...shortage} />
      ))}
    </ul>
  </Alert>
);

function Line({ action, id, name, left }: Shortage & { action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const isGone = left === 0;
  const strong = (text: ReactNode) => <strong className="font-medium">{text}</strong>;
  return (
    <li>
      <form action={submit} className="flex flex-wrap items-center justify-between gap-x-4">
        <input type="hidden" name="id" value={id} />
        <span>
          {isGone
            ? rich(t, "checkout.short.gone", { name, strong })
            : rich(t, "checkout.short.left", { name, count: left, strong })}
        </span>
        {isGone ? (
          <SubmitButton variant="quiet" name="remove" value="1" label={t("checkout.short.take_out_what", { name })}>
            {t("checkout.short.take_out")}
          </SubmitButton>
        ) : (
          <SubmitButton
            variant="quiet"
            name="quantity"
            value={String(left)}
            label={t("checkout.short.take_what", { count: left, name })}
          >
            {t("checkout.short.take", { count: left })}
          </SubmitButton>
        )}
      </form>
      {state.message && <p className="text-danger text-sm font-medium">{state.message}</p>}
    </li>
  );
}
