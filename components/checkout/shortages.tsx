"use client";

import { useActionState } from "react";

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
  const [state, submit] = useActionState(action, UNSENT);
  const isGone = left === 0;
  return (
    <li>
      <form action={submit} className="flex flex-wrap items-center justify-between gap-x-4">
        <input type="hidden" name="id" value={id} />
        <span>
          <strong className="font-medium">{name}</strong>
          {isGone ? " is not to be had any more." : `: only ${left} left.`}
        </span>
        {isGone ? (
          <SubmitButton variant="quiet" name="remove" value="1" label={`Take it out: ${name}`}>
            Take it out
          </SubmitButton>
        ) : (
          <SubmitButton variant="quiet" name="quantity" value={String(left)} label={`Take ${left} of ${name}`}>
            Take {left}
          </SubmitButton>
        )}
      </form>
      {state.message && <p className="text-danger text-sm font-medium">{state.message}</p>}
    </li>
  );
}
