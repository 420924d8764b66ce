import { signedIn } from "@/adapters/signed-in";
import { CloseAccountForm } from "@/components/account/profile-forms";
import { getT } from "@/components/language/server";
import { buttonClass } from "@/components/ui/button";

import { unlisted } from "../../../root";
import { closeAccount } from "../profile/actions";

export const generateMetadata = unlisted("account.nav.data");

export default async function DataPage() {
  const t = await getT();
  const { user } = await signedIn("/account/data");
  return (
    <>
      <h1 className="text-title">{t("account.nav.data")}</h1>
      <section aria-labelledby="export" className="mt-10 max-w-2xl">
        <h2 id="export" className="text-heading mb-3">
          {t("account_page.data.export")}
        </h2>
        <p className="mb-5">{t("account_page.data.export_text")}</p>
        <a href="/account/data/export" download="my-data.json" className={buttonClass({ variant: "secondary" })}>
          {t("account_page.data.download")}
        </a>
      </section>
      <section aria-labelledby="close" className="border-line mt-14 max-w-2xl border-t pt-10">
        <h2 id="close" className="text-heading mb-3">
          {t("account_page.data.close")}
        </h2>
        <p className="mb-3">{t("account_page.data.close_text")}</p>
        <p className="mb-6">{t("account_page.data.close_orders")}</p>
        <CloseAccountForm action={closeAccount} username={user.username} />
      </section>
    </>
  );
}
