import type { ComponentProps } from "react";

import { COUNTRIES } from "@/model/countries";

import { Field, SelectField } from "../ui/field";

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

type Props = {
  values: Record<string, string>;
  errors: Record<string, string[]>;
  country: string;
  onCountry: (country: string) => void;
};

export function AddressFields({ values, errors, country, onCountry }: Props) {
  const name = "shipping.country";
  const sent = values[name];
  return (
    <fieldset className="grid gap-5 sm:grid-cols-6">
      <legend className="font-display text-heading mb-4">Where it goes</legend>
      <SelectField
        className={WIDE}
        label="Country"
        name={name}
        key={sent}
        defaultValue={sent ?? country}
        onChange={({ currentTarget }) => onCountry(currentTarget.value)}
        error={errors[name]}
        autoComplete="shipping country"
      >
        {COUNTRIES.map(([code, label]) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </SelectField>
      {ADDRESS.map(({ name: part, token, ...field }) => (
        <Field
          key={part}
          {...field}
          name={`shipping.${part}`}
          defaultValue={values[`shipping.${part}`] ?? ""}
          error={errors[`shipping.${part}`]}
          autoComplete={`shipping ${token}`}
        />
      ))}
    </fieldset>
  );
}
