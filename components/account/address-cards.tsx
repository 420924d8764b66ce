"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { addressLines } from "@/model/address-forms";
import type { SavedAddress } from "@/model/addresses";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { SubmitButton } from "../ui/submit-button";

type Actions = { change: FormAction; remove: FormAction };
const ACTION =
  "text-ink decoration-line inline-flex min-h-11 items-center underline underline-offset-4 hover:decoration-current";

/** The address book as cards, each with what can be done to it. */
export function AddressCards({ addresses, change, remove }: Actions & { addresses: SavedAddress[] }) {
  return (
    <ul className="grid gap-6 sm:grid-cols-2 xl:grid-cols-3">
      {addresses.map((address) => (
        <Card key={address.id} address={address} change={change} remove={remove} />
      ))}
    </ul>
  );
}

function Card({ address, change, remove }: Actions & { address: SavedAddress }) {
  const t = useT();
  const [changed, submitChange] = useActionState(change, UNSENT);
  const [removed, submitRemove] = useActionState(remove, UNSENT);
  const { id, line1, is_default_shipping, is_default_billing } = address;
  const message = changed.message ?? removed.message;
  return (
    <li className="bg-surface flex flex-col p-6">
      <AddressLines address={address} />
      <p className="text-soft mt-3 text-sm empty:hidden">
        {[
          is_default_shipping && t("account.address.default_shipping"),
          is_default_billing && t("account.address.default_billing"),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {message && <Alert tone="error">{message}</Alert>}
      <div className="mt-auto flex flex-wrap gap-x-5 pt-3">
        <Link
          href={`/account/addresses/${id}`}
          prefetch={false}
          className={ACTION}
          aria-label={t("account.address.edit.what", { line1 })}
        >
          {t("account.address.edit")}
        </Link>
        {!is_default_shipping && (
          <form action={submitChange}>
            <input type="hidden" name="id" value={id} />
            <SubmitButton
              variant="quiet"
              name="is_default_shipping"
              value="true"
              label={t("account.address.send_here.what", { line1 })}
            >
              {t("account.address.send_here")}
            </SubmitButton>
          </form>
        )}
        <form action={submitRemove}>
          <input type="hidden" name="id" value={id} />
          <SubmitButton variant="quiet" label={t("account.address.delete.what", { line1 })}>
            {t("account.address.delete")}
          </SubmitButton>
        </form>
      </div>
    </li>
  );
}

/** An address as it stands on a parcel. */
export const AddressLines = ({ address }: { address: SavedAddress }) => {
  const t = useT();
  return (
    <address className="break-words not-italic">
      {addressLines(t, address).map((line, place) => (
        <span key={`${place} ${line}`} className={place === 0 ? "block font-medium" : "block"}>
          {line}
        </span>
      ))}
    </address>
  );
};
