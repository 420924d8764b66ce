import { notFound } from "next/navigation";

import { signedIn } from "@/adapters/signed-in";
import { AddressForm } from "@/components/account/address-form";
import { getT } from "@/components/language/server";
import { getAddress } from "@/domain/addresses/addresses";
import { DomainError } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { countryOfLocale } from "@/model/markets";

import { unlisted } from "../../../../root";
import { replaceAddress } from "../actions";

export const generateMetadata = unlisted("account_page.addresses.edit");
type Props = { params: Promise<{ id: string }> };

export default async function AddressPage({ params }: Props) {
  const t = await getT();
  const context = await signedIn("/account/addresses");
  const address = await read(context, (await params).id);
  return (
    <>
      <h1 className="text-title mb-8">{t("account_page.addresses.edit")}</h1>
      <AddressForm action={replaceAddress} address={address} country={countryOfLocale(t.locale)} />
    </>
  );
}

async function read(context: Context, id: string) {
  try {
    return await getAddress(context, { id });
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
