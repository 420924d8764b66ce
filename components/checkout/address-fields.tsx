import { useT } from "#language";
import { addressFields } from "@/model/address-forms";
import { COUNTRIES } from "@/model/countries";

import { Disclosure } from "../ui/disclosure";
import { Field, SelectField } from "../ui/field";

const TOKENS = {
  name: "name",
  line1: "address-line1",
  line2: "address-line2",
  postal_code: "postal-code",
  city: "address-level2",
  region: "address-level1",
} as const;
const WIDE = new Set(["name", "line1", "line2"]);

type Props = {
  values: Record<string, string>;
  errors: Record<string, string[]>;
  country: string;
  onCountry: (country: string) => void;
  /** What the names of its fields begin with, and what browsers fill them in for. */
  of?: "shipping" | "billing";
  /** What a screen reader calls them. */
  legend?: string;
};

/** An address in the order and the words of its country. */
export function AddressFields({ values, errors, country, onCountry, of, legend }: Props) {
  const t = useT();
  const nameOf = (part: string) => (of ? `${of}.${part}` : part);
  const tokenOf = (token: string) => (of ? `${of} ${token}` : token);
  const fields = addressFields(country);
  const shared = fields.filter(({ part }) => !WIDE.has(part)).length;
  return (
    <fieldset className="grid gap-5 sm:grid-cols-6">
      <legend className="sr-only">{legend ?? t("checkout.address.where")}</legend>
      <SelectField
        className="sm:col-span-6"
        label={t("cart.country")}
        name={nameOf("country")}
        defaultValue={country}
        onChange={({ currentTarget }) => onCountry(currentTarget.value)}
        error={errors[nameOf("country")]}
        autoComplete={tokenOf("country")}
      >
        {COUNTRIES.map(([code]) => (
          <option key={code} value={code}>
            {t.country(code)}
          </option>
        ))}
      </SelectField>
      {fields.map(({ part, word, isOptional, isDigits }) => {
        const name = nameOf(part);
        const label = t(`checkout.address.${word}`);
        const field = (
          <Field
            key={part}
            label={isOptional && part !== "line2" ? t("checkout.address.optional", { label }) : label}
            name={name}
            required={!isOptional}
            defaultValue={values[name] ?? ""}
            error={errors[name]}
            autoComplete={tokenOf(TOKENS[part])}
            inputMode={isDigits ? "numeric" : "text"}
            enterKeyHint="next"
            {...(part !== "line2" && {
              className: WIDE.has(part) ? "sm:col-span-6" : shared === 3 ? "sm:col-span-2" : "sm:col-span-3",
            })}
          />
        );
        if (part !== "line2") return field;
        return (
          <div key={part} className="-my-3 sm:col-span-6">
            <Disclosure summary={t("checkout.address.more")} open={Boolean(values[name]) || name in errors}>
              <div className="pt-1 pb-3">{field}</div>
            </Disclosure>
          </div>
        );
      })}
    </fieldset>
  );
}
