import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { AddressForm } from "@/components/account/address-form";
import { STORE } from "@/model/store";

import { createAddress } from "../actions";

export const metadata: Metadata = { title: "Add an address", robots: { index: false } };

export default async function NewAddressPage() {
  const { user } = await storefrontContext();
  if (!user) redirect(await inLanguage("/sign-in?next=/account/addresses/new"));
  return (
    <>
      <h1 className="text-title mb-8">Add an address</h1>
      <AddressForm action={createAddress} country={STORE.country} />
    </>
  );
}
