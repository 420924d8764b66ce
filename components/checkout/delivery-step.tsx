"use client";

import { type ComponentProps, useActionState, useCallback, useState } from "react";

import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { addressProblem } from "@/model/address-forms";
import { serves } from "@/model/delivery";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";
import { isTooLittle, priceCart, tooLittleText } from "@/model/price-cart";
import type { Translate } from "@/model/translate";

import { Alert } from "../ui/alert";
import { CheckField } from "../ui/field";
import { Form } from "../ui/form";
import { Icon } from "../ui/icon";
import { SubmitButton } from "../ui/submit-button";
import { AddressFields } from "./address-fields";
import { useChecks } from "./checks";
import { DeliveryChoices } from "./delivery-choices";
import { ErrorSummary } from "./error-summary";
import { Totals } from "./totals";
import type { Priced } from "./wallets";

type Props = Priced & {
  action: FormAction;
  /** Where the confirmation goes, as the step before shows it. */
  email: string;
  /** What the fields hold at first, by their names. */
  typed: Record<string, string>;
  /** The addresses of the account's book, and which of them the fields are filled with at first. */
  saved: { id: number; text: string; isUsed: boolean }[];
};

const NONE = {};
const ELSEWHERE = { email: "/checkout?step=contact" };

/** What happened, in words for who was about to pay: the sum and the cart on this page are the new ones by now. */
function told(t: Translate, { code, message }: FormState, total: string): string | undefined {
  if (code === "price_changed") return t("checkout.told.price_changed", { total });
  if (code === "out_of_stock" || code === "cart_changed") return t("checkout.told.not_yet", { problem: message ?? "" });
  return code === "empty_cart" ? t("checkout.told.empty_cart") : message;
}

/** Where it goes and how, with what it comes to: going on places the order, which leads to the payment. */
export function DeliveryStep({ action, email, typed, saved, cart, methods, taxes }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const values = state.values ?? typed;
  const [country, setCountry] = useState(values["shipping.country"] ?? cart.country);
  const [method, setMethod] = useState(values["shipping_method"]);
  const [billed, setBilled] = useState(values["billing.country"] ?? cart.country);
  const [isOwn, setOwn] = useState(false);
  const check = useCallback(
    (name: string, value: string) => {
      const [whose, part = ""] = name.split(".");
      return addressProblem(t, part, value, whose === "billing" ? billed : country);
    },
    [t, country, billed],
  );
  const { form, errors } = useChecks(state.fields ?? NONE, check);
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
    <Form state={state} ref={form} action={submit} noValidate className="grid gap-8">
      <ErrorSummary state={state} text={told(t, state, t.money(sums.total_price, currency))} elsewhere={ELSEWHERE} />
      <input type="hidden" name="contact" value={email} />
      {saved.length > 0 && <Saved t={t} addresses={saved} isOwn={isOwn} />}
      <div onInput={() => setOwn(true)}>
        <AddressFields of="shipping" values={values} errors={errors} country={country} onCountry={setCountry} />
      </div>
      <Billing values={values} errors={errors} country={billed} onCountry={setBilled} />
      <DeliveryChoices
        choices={choices}
        currency={currency}
        chosen={chosen?.code}
        onChoose={setMethod}
        error={errors["shipping_method"]}
      />
      <section aria-label={t("checkout.totals.total")} className="border-line border-t pt-6">
        <Totals totals={{ ...totals, shipping_price: chosen ? sums.shipping_price : null }} currency={currency} />
        <p className="text-soft mt-1 mb-6 text-sm">{t(isFree ? "checkout.nothing_to_pay" : "checkout.pay_next")}</p>
        <input type="hidden" name="expected_total" value={sums.total_price} />
        {chosen && isTooLittle(sums.total_price) && <Alert>{tooLittleText(t, currency)}</Alert>}
        {chosen && !isTooLittle(sums.total_price) && (
          <SubmitButton size="large" className="w-full" pendingText={t("checkout.placing")}>
            {t(isFree ? "checkout.place" : "checkout.go_on_to_payment")}
          </SubmitButton>
        )}
      </section>
    </Form>
  );
}

type BillingProps = Pick<ComponentProps<typeof AddressFields>, "values" | "errors" | "country" | "onCountry">;

/** Whom the invoice is made out to: whom the parcel goes to, unless someone says otherwise. */
function Billing(props: BillingProps) {
  const t = useT();
  const initially = props.values["billing_same"] !== "0";
  const [isSame, setSame] = useState(initially);
  const fields = (
    <div className="group-has-[#field-billing\_same:checked]:hidden">
      <h3 className="text-heading mb-4">{t("checkout.billing.title")}</h3>
      <AddressFields of="billing" legend={t("checkout.billing.whom")} {...props} />
    </div>
  );
  return (
    <div className="group grid gap-5">
      <CheckField
        label={t("checkout.billing.same")}
        name="billing_same"
        value="1"
        defaultChecked={initially}
        onChange={({ currentTarget }) => setSame(currentTarget.checked)}
      />
      {!isSame && fields}
      {/* Where nothing else can open it, its style does. */}
      {initially && <noscript>{fields}</noscript>}
    </div>
  );
}

type SavedProps = {
  t: Translate;
  addresses: Props["saved"];
  /** Whether something else was typed since. */ isOwn: boolean;
};

/** Links, so that they work without scripts: the fields below are filled with the one that is chosen. */
const Saved = ({ t, addresses, isOwn }: SavedProps) => (
  <nav aria-labelledby="saved-addresses">
    <p id="saved-addresses" className="mb-3 font-medium">
      {t("checkout.saved")}
    </p>
    <ul className="grid gap-2">
      {addresses.map(({ id, text, isUsed }) => (
        <li key={id}>
          <Link
            href={`/checkout?step=delivery&address=${id}`}
            prefetch={false}
            aria-current={isUsed && !isOwn ? "true" : undefined}
            className="group border-edge hover:border-ink aria-[current]:border-ink aria-[current]:outline-ink flex min-h-11 items-center justify-between gap-4 rounded-[2px] border px-4 py-2 aria-[current]:outline-1"
          >
            {text}
            <Icon name="check" className="size-5 shrink-0 not-group-aria-[current]:hidden" />
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);
