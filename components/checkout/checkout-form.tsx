"use client";

import { useActionState, useEffect, useRef, useState } from "react";

import type { Cart } from "@/model/cart";
import { serves } from "@/model/delivery";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";
import { formatMoney } from "@/model/money";
import type { ShippingMethod } from "@/model/orders";
import { isTooLittle, priceCart, tooLittleText } from "@/model/price-cart";
import type { TaxRate } from "@/model/tax";

import { Alert } from "../ui/alert";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { AddressFields } from "./address-fields";
import { DeliveryChoices } from "./delivery-choices";
import { Totals } from "./totals";

type Props = {
  action: FormAction;
  /** What the fields hold at first, by their names. */
  typed: Record<string, string>;
  cart: Pick<Cart, "country" | "currency" | "discount" | "discount_code"> & {
    lines: Pick<Cart["items"][number], "price" | "quantity" | "unavailable">[];
  };
  methods: ShippingMethod[];
  taxes: TaxRate[];
};

/** What happened, in words for who was about to pay: the sum and the cart on this page are the new ones by now. */
function told({ code, message }: FormState, total: string): string {
  if (code === "price_changed")
    return `The total is ${total} now, not what was shown before. Nothing is ordered yet: go on if that is right.`;
  if (code === "out_of_stock" || code === "cart_changed")
    return `${message} Nothing is ordered yet: go on once your cart is right.`;
  if (code === "empty_cart")
    return "Nothing was ordered here: your cart is empty. What was in it may have been ordered in another tab.";
  return message ?? "Some fields need another look.";
}

/** Contact, address and delivery on one page: placing the order leads to the payment. */
export function CheckoutForm({ action, typed, cart, methods, taxes }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  const values = state.values ?? typed;
  const errors = state.fields ?? {};
  const [country, setCountry] = useState(values["shipping.country"] ?? cart.country);
  const [method, setMethod] = useState(values["shipping_method"]);
  const summary = useRef<HTMLDivElement>(null);
  const problems = [state.message, ...Object.values(errors).flat()].filter(Boolean);
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus();
  }, [state, problems.length]);
  const { lines, discount, discount_code, currency } = cart;
  const offered = methods.filter((one) => serves(one, country));
  const chosen = offered.find(({ code }) => code === method) ?? offered[0];
  const tax = taxes.find((one) => one.country === country);
  const sums = priceCart(lines, { discount, shipping: chosen, tax });
  const isFree = sums.total_price === "0.00";
  const totals = { ...sums, discount_code, tax_name: tax?.name ?? "", tax_rate: tax?.rate ?? "0.0000" };
  const choices = offered.map((one) => ({
    ...one,
    cost: priceCart(lines, { discount, shipping: one }).shipping_price,
  }));
  return (
    <form action={submit} noValidate className="grid gap-12">
      <div ref={summary} tabIndex={-1} className="outline-none empty:hidden">
        {problems.length > 0 && <Alert tone="error">{told(state, formatMoney(sums.total_price, currency))}</Alert>}
      </div>
      <fieldset className="grid gap-5">
        <legend className="font-display text-heading mb-4">Contact</legend>
        <Field
          label="E-mail"
          name="email"
          error={errors["email"]}
          defaultValue={values["email"] ?? ""}
          type="email"
          autoComplete="email"
          required
          hint="For the confirmation of your order."
        />
      </fieldset>
      <AddressFields values={values} errors={errors} country={country} onCountry={setCountry} />
      <DeliveryChoices
        choices={choices}
        currency={currency}
        chosen={chosen?.code}
        onChoose={setMethod}
        error={errors["shipping_method"]}
      />
      <section aria-label="Total" className="border-line border-t pt-6">
        <Totals totals={{ ...totals, shipping_price: chosen ? sums.shipping_price : null }} currency={currency} />
        <p className="text-soft mt-1 mb-6 text-sm">
          {isFree ? "There is nothing to pay." : "You pay on the next page."}
        </p>
        <input type="hidden" name="expected_total" value={sums.total_price} />
        {chosen && isTooLittle(sums.total_price) && <Alert>{tooLittleText()}</Alert>}
        {chosen && !isTooLittle(sums.total_price) && (
          <SubmitButton size="large" className="w-full" pendingText="Placing your order…">
            {isFree ? "Place the order" : "Go on to payment"}
          </SubmitButton>
        )}
      </section>
    </form>
  );
}
