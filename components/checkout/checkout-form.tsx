"use client";

import { type ComponentProps, useActionState, useEffect, useRef, useState } from "react";

import { COUNTRIES } from "@/model/countries";
import { type FormAction, UNSENT } from "@/model/forms";
import { formatMoney } from "@/model/money";

import { Alert } from "../ui/alert";
import { Field, SelectField } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** A way to deliver with its price for this cart, and the total that it makes. */
type DeliveryChoice = {
  code: string;
  name: string;
  description: string;
  days: string;
  price: string;
  total: string;
};
type Props = {
  action: FormAction;
  email: string;
  choices: DeliveryChoice[];
  subtotal: string;
  currency: string;
};

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
  return (
    <form action={submit} noValidate className="grid gap-12">
      <div ref={summary} tabIndex={-1} className="outline-none empty:hidden">
        {problems.length > 0 && <Alert tone="error">{state.message ?? "Some fields need another look."}</Alert>}
      </div>
      <fieldset className="grid gap-5">
        <legend className="font-display text-heading mb-4">Contact</legend>
        <Field
          label="E-mail"
          name="email"
          error={errors["email"]}
          defaultValue={values["email"] ?? email}
          type="email"
          autoComplete="email"
          required
          hint="For the confirmation of your order."
        />
      </fieldset>
      <AddressFields values={values} errors={errors} />
      <DeliveryChoices choices={choices} currency={currency} chosen={chosen?.code} onChoose={setMethod} />
      <section aria-label="Total" className="border-line border-t pt-6">
        <Sum label="Subtotal" amount={formatMoney(subtotal, currency)} />
        <Sum
          label="Delivery"
          amount={chosen && chosen.price !== "0.00" ? formatMoney(chosen.price, currency) : "Free"}
        />
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

type Part = Pick<ComponentProps<typeof Field>, "label" | "required" | "className"> & { name: string; token: string };
const WIDE = "sm:col-span-6";
const THIRD = "sm:col-span-2";
const ADDRESS: Part[] = [
  { label: "Full name", name: "name", token: "name", className: WIDE, required: true },
  { label: "Street and number", name: "line1", token: "address-line1", className: WIDE, required: true },
  { label: "Apartment, floor (optional)", name: "line2", token: "address-line2", className: WIDE },
  { label: "Postal code", name: "postal_code", token: "postal-code", className: THIRD },
  { label: "City", name: "city", token: "address-level2", className: THIRD, required: true },
  { label: "State or region", name: "region", token: "address-level1", className: THIRD },
];

type AddressProps = { values: Record<string, string>; errors: Record<string, string[]> };

function AddressFields({ values, errors }: AddressProps) {
  const country = "shipping.country";
  return (
    <fieldset className="grid gap-5 sm:grid-cols-6">
      <legend className="font-display text-heading mb-4">Where it goes</legend>
      <SelectField
        className={WIDE}
        label="Country"
        name={country}
        key={values[country]}
        defaultValue={values[country] ?? "US"}
        error={errors[country]}
        autoComplete="shipping country"
      >
        {COUNTRIES.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      {ADDRESS.map(({ name, token, ...field }) => (
        <Field
          key={name}
          {...field}
          name={`shipping.${name}`}
          defaultValue={values[`shipping.${name}`] ?? ""}
          error={errors[`shipping.${name}`]}
          autoComplete={`shipping ${token}`}
        />
      ))}
    </fieldset>
  );
}

type ChoicesProps = Pick<Props, "choices" | "currency"> & {
  chosen: string | undefined;
  onChoose: (code: string) => void;
};

const DeliveryChoices = ({ choices, currency, chosen, onChoose }: ChoicesProps) => (
  <fieldset className="grid gap-3">
    <legend className="font-display text-heading mb-4">Delivery</legend>
    {choices.map(({ code, name, description, days, price }) => (
      <label
        key={code}
        className="border-edge has-checked:border-ink has-checked:outline-ink has-focus-visible:outline-accent flex cursor-pointer items-center gap-4 rounded-[2px] border px-4 py-3.5 has-checked:outline-1 has-focus-visible:outline-2"
      >
        <input
          type="radio"
          name="shipping_method"
          value={code}
          checked={code === chosen}
          onChange={() => onChoose(code)}
          className="accent-ink size-5"
        />
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
);
