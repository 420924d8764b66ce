"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { COUNTRIES } from "@/model/countries";
import { daysText } from "@/model/delivery";
import { type FormAction, UNSENT } from "@/model/forms";

import { Disclosure } from "../ui/disclosure";
import { SelectField } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { cartStore } from "./cart-store";

type Props = {
  action: FormAction;
  country: string;
  /** How long it takes; nothing where nothing goes. */
  days: { min_days: number; max_days: number } | null;
};

/** Where the cart is thought to go, which decides its tax and delivery, and a way to say otherwise. */
export function Destination({ action, country, days }: Props) {
  const t = useT();
  const [, submit] = useActionState(action, UNSENT);
  const where = { country: t.country(country) };
  const summary = days ? t("cart.destination_in", { ...where, days: daysText(t, days) }) : t("cart.destination", where);
  return (
    <Disclosure key={country} summary={summary}>
      <form
        action={submit}
        onSubmit={(event) => {
          event.preventDefault();
          const asked = new FormData(event.currentTarget).get("country");
          if (typeof asked === "string") cartStore.setCountry(asked);
        }}
        className="flex flex-wrap items-end gap-3 pt-1 pb-2"
      >
        <SelectField
          className="min-w-0 flex-[1_1_14rem]"
          label={t("cart.country")}
          name="country"
          defaultValue={country}
        >
          {COUNTRIES.map(([code]) => (
            <option key={code} value={code}>
              {t.country(code)}
            </option>
          ))}
        </SelectField>
        <SubmitButton variant="secondary">{t("cart.update")}</SubmitButton>
      </form>
    </Disclosure>
  );
}
