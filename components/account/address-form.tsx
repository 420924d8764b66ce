"use client";

import { useActionState, useCallback, useState } from "react";

import { useT } from "#language";
import { addressProblem } from "@/model/address-forms";
import type { SavedAddress } from "@/model/addresses";
import { type FormAction, UNSENT } from "@/model/forms";

import { AddressFields } from "../checkout/address-fields";
import { useChecks } from "../checkout/checks";
import { ErrorSummary } from "../checkout/error-summary";
import { ButtonLink } from "../ui/button";
import { CheckField, Field } from "../ui/field";
import { Form } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";

const NONE = {};
const WIDE = "sm:col-span-6";
const DEFAULTS = ["is_default_shipping", "is_default_billing"] as const;

type Props = {
  action: FormAction;
  address?: SavedAddress;
  /** Where most of the shop's parcels go. */
  country: string;
};

/** Writes an address of the book, new or known. A default ends by another's becoming it, so it cannot be unticked. */
export function AddressForm({ action, address, country }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = NONE, values } = state;
  const shown =
    values ?? Object.fromEntries(Object.entries(address ?? {}).map(([name, value]) => [name, String(value)]));
  const [chosen, setCountry] = useState(shown["country"] ?? country);
  const check = useCallback((part: string, typed: string) => addressProblem(t, part, typed, chosen), [t, chosen]);
  const { form, errors } = useChecks(fields, check, false);
  return (
    <Form ref={form} state={state} action={submit} noValidate className="grid max-w-2xl gap-5 sm:grid-cols-6">
      <ErrorSummary state={state} className={WIDE} />
      {address && <input type="hidden" name="id" value={address.id} />}
      <div className={WIDE}>
        <AddressFields values={shown} errors={errors} country={chosen} onCountry={setCountry} />
      </div>
      <Field
        label={t("account.address.phone")}
        name="phone"
        type="tel"
        autoComplete="tel"
        className={WIDE}
        defaultValue={shown["phone"] ?? ""}
        error={errors["phone"]}
      />
      {DEFAULTS.map((name) =>
        address?.[name] ? (
          <p key={name} className={`text-soft ${WIDE}`}>
            {t(`account.address.is.${name}`)}
          </p>
        ) : (
          <CheckField
            key={name}
            label={t(`account.address.make.${name}`)}
            name={name}
            value="true"
            defaultChecked={values?.[name] === "true"}
            error={errors[name]}
            className={WIDE}
          />
        ),
      )}
      <p className={`mt-2 flex flex-wrap gap-4 ${WIDE}`}>
        <SubmitButton pendingText={t("account.saving")}>{t("account.address.save")}</SubmitButton>
        <ButtonLink href="/account/addresses" prefetch={false} variant="quiet">
          {t("account.address.cancel")}
        </ButtonLink>
      </p>
    </Form>
  );
}
