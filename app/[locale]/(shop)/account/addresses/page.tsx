import { signedIn } from "@/adapters/signed-in";
import { AddressCards } from "@/components/account/address-cards";
import { getT } from "@/components/language/server";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { listAddresses } from "@/domain/addresses/addresses";

import { unlisted } from "../../../root";
import { deleteAddress, makeDefault } from "./actions";

export const generateMetadata = unlisted("account.nav.addresses");
type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export default async function AddressesPage({ searchParams }: Props) {
  const t = await getT();
  const context = await signedIn("/account/addresses");
  const { saved } = await searchParams;
  const { results } = await listAddresses(context, { page_size: "100" });
  return (
    <>
      <h1 className="text-title">{t("account.nav.addresses")}</h1>
      <p className="text-soft mt-3 max-w-2xl text-lg">{t("account_page.addresses.text")}</p>
      {saved && (
        <div className="mt-6">
          <Alert tone="success">{t("account_page.addresses.saved")}</Alert>
        </div>
      )}
      <p className="mt-6 mb-8">
        <ButtonLink href="/account/addresses/new" prefetch={false} variant="secondary">
          {t("account_page.add_address")}
        </ButtonLink>
      </p>
      {results.length > 0 ? (
        <AddressCards addresses={results} change={makeDefault} remove={deleteAddress} />
      ) : (
        <p className="bg-surface text-soft px-6 py-14 text-center">{t("account_page.addresses.none")}</p>
      )}
    </>
  );
}
