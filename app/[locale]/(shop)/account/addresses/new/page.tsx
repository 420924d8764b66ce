import { signedIn } from "@/adapters/signed-in";
import { AddressForm } from "@/components/account/address-form";
import { getT } from "@/components/language/server";
import { countryOfLocale } from "@/model/markets";

import { unlisted } from "../../../../root";
import { createAddress } from "../actions";

export const generateMetadata = unlisted("account_page.add_address");

export default async function NewAddressPage() {
  const t = await getT();
  await signedIn("/account/addresses/new");
  return (
    <>
      <h1 className="text-title mb-8">{t("account_page.add_address")}</h1>
      <AddressForm action={createAddress} country={countryOfLocale(t.locale)} />
    </>
  );
}
