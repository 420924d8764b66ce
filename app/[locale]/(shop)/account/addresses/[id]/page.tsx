import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { AddressForm } from "@/components/account/address-form";
import { getAddress } from "@/domain/addresses/addresses";
import { DomainError } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { STORE } from "@/model/store";

import { replaceAddress } from "../actions";

export const metadata: Metadata = { title: "Edit an address", robots: { index: false } };
type Props = { params: Promise<{ id: string }> };

export default async function AddressPage({ params }: Props) {
  const context = await storefrontContext();
  if (!context.user) redirect(await inLanguage("/sign-in?next=/account/addresses"));
  const address = await read(context, (await params).id);
  return (
    <>
      <h1 className="text-title mb-8">Edit an address</h1>
      <AddressForm action={replaceAddress} address={address} country={STORE.country} />
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
