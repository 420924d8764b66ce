import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { AddressCards } from "@/components/account/address-cards";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { listAddresses } from "@/domain/addresses/addresses";

import { deleteAddress, makeDefault } from "./actions";

export const metadata: Metadata = { title: "Addresses", robots: { index: false } };
type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export default async function AddressesPage({ searchParams }: Props) {
  const context = await storefrontContext();
  if (!context.user) redirect(await inLanguage("/sign-in?next=/account/addresses"));
  const { saved } = await searchParams;
  const { results } = await listAddresses(context, { page_size: "100" });
  return (
    <>
      <h1 className="text-title">Addresses</h1>
      <p className="text-soft mt-3 max-w-2xl text-lg">
        Where your parcels go. Orders that were placed keep the address they were placed with.
      </p>
      {saved && (
        <div className="mt-6">
          <Alert tone="success">Your address is saved.</Alert>
        </div>
      )}
      <p className="mt-6 mb-8">
        <ButtonLink href="/account/addresses/new" prefetch={false} variant="secondary">
          Add an address
        </ButtonLink>
      </p>
      {results.length > 0 ? (
        <AddressCards addresses={results} change={makeDefault} remove={deleteAddress} />
      ) : (
        <p className="bg-surface text-soft px-6 py-14 text-center">
          No address yet. Add one, and the checkout fills itself in.
        </p>
      )}
    </>
  );
}
