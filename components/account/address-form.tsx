"use client";

import { useActionState } from "react";

import type { SavedAddress } from "@/model/addresses";
import { COUNTRIES } from "@/model/countries";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { ButtonLink } from "../ui/button";
import { CheckField, Field, SelectField } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

const WIDE = "sm:col-span-6";
const THIRD = "sm:col-span-2";
const PARTS = [
  { label: "Full name", name: "name", autoComplete: "name", className: WIDE, required: true },
  { label: "Street and number", name: "line1", autoComplete: "address-line1", className: WIDE, required: true },
  { label: "Apartment, floor (optional)", name: "line2", autoComplete: "address-line2", className: WIDE },
  { label: "Postal code", name: "postal_code", autoComplete: "postal-code", className: THIRD },
  { label: "City", name: "city", autoComplete: "address-level2", className: THIRD, required: true },
  { label: "State or region", name: "region", autoComplete: "address-level1", className: THIRD },
  { label: "Phone (optional)", name: "phone", autoComplete: "tel", type: "tel", className: WIDE },
] as const;
const DEFAULTS = [
  ["is_default_shipping", "Send my parcels here unless I choose another"],
  ["is_default_billing", "Make my invoices out to this address"],
] as const;

type Props = {
  action: FormAction;
  address?: SavedAddress;
  /** Where most of the shop's parcels go. */
  country: string;
};

/** Writes an address of the book, new or known. A default ends by another's becoming it, so it cannot be unticked. */
export function AddressForm({ action, address, country }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {}, values } = state;
  const valueOf = (name: keyof SavedAddress) => values?.[name] ?? (values ? "" : String(address?.[name] ?? ""));
  return (
    <form action={submit} noValidate className="grid max-w-2xl gap-5 sm:grid-cols-6">
      {(state.message ?? (state.fields && "Some fields need another look.")) && (
        <div className={WIDE}>
          <Alert tone="error">{state.message ?? "Some fields need another look."}</Alert>
        </div>
      )}
      {address && <input type="hidden" name="id" value={address.id} />}
      <SelectField
        label="Country"
        name="country"
        key={values?.["country"]}
        defaultValue={valueOf("country") || country}
        error={fields["country"]}
        autoComplete="country"
        className={WIDE}
      >
        {COUNTRIES.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      {PARTS.map((part) => (
        <Field key={part.name} {...part} defaultValue={valueOf(part.name)} error={fields[part.name]} />
      ))}
      {DEFAULTS.map(([name, label]) =>
        address?.[name] ? (
          <p key={name} className={`text-soft ${WIDE}`}>
            {name === "is_default_shipping"
              ? "Your parcels go here unless you choose another."
              : "Your invoices are made out to this address."}
          </p>
        ) : (
          <CheckField
            key={name}
            label={label}
            name={name}
            value="true"
            defaultChecked={values?.[name] === "true"}
            error={fields[name]}
            className={WIDE}
          />
        ),
      )}
      <p className={`mt-2 flex flex-wrap gap-4 ${WIDE}`}>
        <SubmitButton pendingText="Saving…">Save the address</SubmitButton>
        <ButtonLink href="/account/addresses" prefetch={false} variant="quiet">
          Cancel
        </ButtonLink>
      </p>
    </form>
  );
}
