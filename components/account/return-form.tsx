"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { choiceText } from "@/model/choice";
import { type FormAction, UNSENT } from "@/model/forms";
import { RETURN_REASONS } from "@/model/return-reasons";
import { type ReturnEligibility } from "@/model/returns";
import type { Translate } from "@/model/translate";

import { Alert } from "../ui/alert";
import { AreaField } from "../ui/field";
import { Form } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; eligibility: ReturnEligibility; labelPrice: string };
const LEGEND = "font-display text-heading mb-2";

/** What comes back, why, and what else there is to say. */
export function ReturnForm({ action, eligibility: { order, order_number, lines }, labelPrice }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {} } = state;
  return (
    <Form state={state} action={submit} noValidate className="grid max-w-2xl gap-10">
      {(state.message ?? state.fields) && <Alert tone="error">{state.message ?? t("checkout.problems")}</Alert>}
      <input type="hidden" name="id" value={order} />
      <input type="hidden" name="number" value={order_number} />
      <fieldset aria-describedby={fields["lines"] ? "lines-error" : undefined}>
        <legend className={LEGEND}>{t("account.return.what")}</legend>
        <Wrong id="lines-error" messages={fields["lines"]} />
        <ul className="border-line border-t">
          {lines.map(({ id, product_name, available, ...chosen }) => (
            <li
              key={id}
              className="border-line flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-4"
            >
              <p>
                <span className="font-display block text-xl leading-snug">{product_name}</span>
                <span className="text-soft text-sm">{choiceText(t, chosen)}</span>
              </p>
              {available > 0 ? (
                <Quantity t={t} id={id} name={product_name} most={available} chosen={values[`quantity.${id}`]} />
              ) : (
                <p className="text-soft text-sm">{t("account.return.none_left")}</p>
              )}
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset aria-describedby={fields["reason"] ? "reason-error" : undefined}>
        <legend className={LEGEND}>{t("account.return.why")}</legend>
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
            {t(`ui.return_reason.${reason}`)}
          </label>
        ))}
      </fieldset>
      <AreaField
        label={t("account.return.note")}
        name="note"
        rows={4}
        maxLength={2000}
        defaultValue={values["note"] ?? ""}
        error={fields["note"]}
      />
      <div>
        <p className="text-soft mb-5">{t("account.return.label", { price: labelPrice })}</p>
        <SubmitButton size="large" pendingText={t("account.sending")}>
          {t("account.return.ask")}
        </SubmitButton>
      </div>
    </Form>
  );
}

const Wrong = ({ id, messages }: { id: string; messages: string[] | undefined }) =>
  messages && (
    <p id={id} className="text-danger mb-2 text-sm font-medium">
      {messages.join(" ")}
    </p>
  );

type QuantityProps = { t: Translate; id: number; name: string; most: number; chosen: string | undefined };

const Quantity = ({ t, id, name, most, chosen }: QuantityProps) => (
  <label className="block w-40">
    <span className="sr-only">{t("account.return.how_many", { name })}</span>
    <select name={`quantity.${id}`} defaultValue={chosen ?? "0"} className="control">
      <option value="0">{t("account.return.keep")}</option>
      {Array.from({ length: Math.min(most, 99) }, (_, index) => (
        <option key={index} value={index + 1}>
          {t("account.return.send_back", { count: index + 1 })}
        </option>
      ))}
    </select>
  </label>
);
