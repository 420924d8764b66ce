"use client";

import { useActionState, useEffect, useRef, useState } from "react";

import { COUNTRIES } from "@/model/countries";
import { type FormAction, UNSENT } from "@/model/forms";
import { formatMoney } from "@/model/money";

import { Alert } from "../ui/alert";
import { Field, SelectField } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** A way to deliver with its price for this cart, and the total that it makes. */
export type DeliveryChoice = { code: string; name: string; description: string; days: string; price: string; total: string };
type Props = { action: FormAction; email: string; choices: DeliveryChoice[]; subtotal: string; currency: string };

/** Contact, address and delivery on one page: placing the order leads to the payment. */
export function CheckoutForm({ action, email, choices, subtotal, currency }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  const [method, setMethod] = useState(choices[0]?.code);
  const summary = useRef<HTMLDivElement>(null);
  const values = state.values ?? {};
  const errors = state.fields ?? {};
  const chosen = choices.find(({ code }) => code === method) ?? choices[0];
  const problems = [state.message, ...Object.values(errors).flat()].filter(Boolean);
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus();
  }, [state, problems.length]);
  const text = (name: string) => ({ name, defaultValue: values[name] ?? "", error: errors[name] });
  return (
    <form action={submit} noValidate className="grid gap-12">
      <div ref={summary} tabIndex={-1} className="outline-none empty:hidden">
        {problems.length > 0 && <Alert tone="error">{state.message ?? "Some fields need another look."}</Alert>}
      </div>
      <fieldset className="grid gap-5">
        <legend className="font-display text-heading mb-4">Contact</legend>
        <Field label="E-mail" {...text("email")} defaultValue={values["email"] ?? email} type="email" autoComplete="email" required hint="For the confirmation of your order." />
      </fieldset>
      <fieldset className="grid gap-5 sm:grid-cols-6">
        <legend className="font-display text-heading mb-4">Where it goes</legend>
        <SelectField className="sm:col-span-6" label="Country" name="shipping.country" defaultValue={values["shipping.country"] ?? "US"} error={errors["shipping.country"]} autoComplete="shipping country" key={values["shipping.country"]}>
          {COUNTRIES.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field className="sm:col-span-6" label="Full name" {...text("shipping.name")} autoComplete="shipping name" required />
        <Field className="sm:col-span-6" label="Street and number" {...text("shipping.line1")} autoComplete="shipping address-line1" required />
        <Field className="sm:col-span-6" label="Apartment, floor (optional)" {...text("shipping.line2")} autoComplete="shipping address-line2" />
        <Field className="sm:col-span-2" label="Postal code" {...text("shipping.postal_code")} autoComplete="shipping postal-code" />
        <Field className="sm:col-span-2" label="City" {...text("shipping.city")} autoComplete="shipping address-level2" required />
        <Field className="sm:col-span-2" label="State or region" {...text("shipping.region")} autoComplete="shipping address-level1" />
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="font-display text-heading mb-4">Delivery</legend>
        {choices.map(({ code, name, description, days, price }) => (
          <label key={code} className="border-edge has-checked:border-ink has-checked:outline-ink has-focus-visible:outline-accent flex cursor-pointer items-center gap-4 rounded-[2px] border px-4 py-3.5 has-checked:outline-1 has-focus-visible:outline-2">
            <input type="radio" name="shipping_method" value={code} checked={code === chosen?.code} onChange={() => setMethod(code)} className="accent-ink size-5" />
            <span className="flex-1">
              <span className="block font-medium">
                {name}, {days}
              </span>
              <span className="text-soft text-sm">{description}</span>
            </span>
            <span className="tabular-nums">{price === "0.00" ? "Free" : formatMoney(price, currency)}</span>
          </label>
        ))}
      </fieldset>
      <section aria-label="Total" className="border-line border-t pt-6">
        <Sum label="Subtotal" amount={formatMoney(subtotal, currency)} />
        <Sum label="Delivery" amount={chosen && chosen.price !== "0.00" ? formatMoney(chosen.price, currency) : "Free"} />
        <p className="mt-2 flex justify-between text-xl font-medium tabular-nums">
          <span>Total</span>
          <span>{formatMoney(chosen?.total ?? subtotal, currency)}</span>
        </p>
        <p className="text-soft mt-1 mb-6 text-sm">Tax included. You pay on the next page.</p>
        <SubmitButton size="large" className="w-full" pendingText="Placing your order…">
          Go on to payment
        </SubmitButton>
      </section>
    </form>
  );
}

const Sum = ({ label, amount }: { label: string; amount: string }) => (
  <p className="flex justify-between py-1 tabular-nums">
    <span>{label}</span>
    <span>{amount}</span>
  </p>
);
