"use client";

import { useActionState } from "react";

import { type FormAction, UNSENT } from "@/model/forms";
import { REASON_WORDS, RETURN_REASONS } from "@/model/return-reasons";
import { type ReturnEligibility } from "@/model/returns";

import { Alert } from "../ui/alert";
import { AreaField } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; eligibility: ReturnEligibility; labelPrice: string };
const LEGEND = "font-display text-heading mb-2";

/** What comes back, why, and what else there is to say. */
export function ReturnForm({ action, eligibility: { order, order_number, lines }, labelPrice }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {} } = state;
  return (
    <form action={submit} noValidate className="grid max-w-2xl gap-10">
      {(state.message ?? (state.fields && "Some fields need another look.")) && (
        <Alert tone="error">{state.message ?? "Some fields need another look."}</Alert>
      )}
      <input type="hidden" name="id" value={order} />
      <input type="hidden" name="number" value={order_number} />
      <fieldset aria-describedby={fields["lines"] ? "lines-error" : undefined}>
        <legend className={LEGEND}>What comes back</legend>
        <Wrong id="lines-error" messages={fields["lines"]} />
        <ul className="border-line border-t">
          {lines.map(({ id, product_name, color, size, available }) => (
            <li
              key={id}
              className="border-line flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-4"
            >
              <p>
                <span className="font-display block text-xl leading-snug">{product_name}</span>
                <span className="text-soft text-sm">{[color, size].filter(Boolean).join(" · ")}</span>
              </p>
              {available > 0 ? (
                <Quantity id={id} name={product_name} most={available} chosen={values[`quantity.${id}`]} />
              ) : (
                <p className="text-soft text-sm">On its way back already</p>
              )}
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset aria-describedby={fields["reason"] ? "reason-error" : undefined}>
        <legend className={LEGEND}>Why</legend>
        <Wrong id="reason-error" messages={fields["reason"]} />
        {RETURN_REASONS.map((reason) => (
          <label key={reason} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="radio"
              name="reason"
              value={reason}
              defaultChecked={values["reason"] === reason}
              className="accent-ink size-5"
            />
            {REASON_WORDS[reason]}
          </label>
        ))}
      </fieldset>
      <AreaField
        label="Anything else we should know (optional)"
        name="note"
        rows={4}
        maxLength={2000}
        defaultValue={values["note"] ?? ""}
        error={fields["note"]}
      />
      <div>
        <p className="text-soft mb-5">
          The label is free when we made a mistake or it arrived broken. Otherwise it is {labelPrice}, taken off what we
          give back.
        </p>
        <SubmitButton size="large" pendingText="Sending…">
          Ask for a return
        </SubmitButton>
      </div>
    </form>
  );
}

const Wrong = ({ id, messages }: { id: string; messages: string[] | undefined }) =>
  messages && (
    <p id={id} className="text-danger mb-2 text-sm font-medium">
      {messages.join(" ")}
    </p>
  );

type QuantityProps = { id: number; name: string; most: number; chosen: string | undefined };

const Quantity = ({ id, name, most, chosen }: QuantityProps) => (
  <label className="block w-40">
    <span className="sr-only">How many of {name}</span>
    <select name={`quantity.${id}`} key={chosen} defaultValue={chosen ?? "0"} className="control">
      <option value="0">Keep it</option>
      {Array.from({ length: Math.min(most, 99) }, (_, index) => (
        <option key={index} value={index + 1}>
          Send back {index + 1}
        </option>
      ))}
    </select>
  </label>
);
