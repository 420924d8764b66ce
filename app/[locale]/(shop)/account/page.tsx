import { signedIn } from "@/adapters/signed-in";
import { AddressLines } from "@/components/account/address-cards";
import { OrderList } from "@/components/account/order-list";
import { SignOut } from "@/components/account/sign-out";
import { getT } from "@/components/language/server";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { listAddresses } from "@/domain/addresses/addresses";
import { listOrders } from "@/domain/orders/orders";
import type { Translate } from "@/model/translate";

import { unlisted } from "../../root";
import { signOut } from "./actions";

export const generateMetadata = unlisted("account_page.title");
const LINK = "hover:text-accent inline-flex min-h-11 items-center underline underline-offset-4";

export default async function AccountPage() {
  const t = await getT();
  const context = await signedIn("/account");
  const [{ count, results: orders }, { results: addresses }] = await Promise.all([
    listOrders(context, { user: context.user.id, page_size: "3" }),
    listAddresses(context, { page_size: "1" }),
  ]);
  const [home] = addresses;
  return (
    <>
      <h1 className="text-title break-words">{t("account_page.hello", { name: context.user.username })}</h1>
      {context.user.email && <p className="text-soft mt-1 break-words">{context.user.email}</p>}
      <SignOut action={signOut} variant="secondary" className="mt-4 lg:hidden">
        {t("account_page.sign_out")}
      </SignOut>
      <section aria-labelledby="orders" className="mt-12">
        <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 id="orders" className="text-heading">
            {t("account_page.orders")}
          </h2>
          {count > orders.length && (
            <Link href="/account/orders" prefetch={false} className={LINK}>
              {t("account_page.see_all", { count })}
            </Link>
          )}
        </div>
        {orders.length > 0 ? <OrderList orders={orders} /> : <NoOrders t={t} />}
      </section>
      <div className="mt-12 grid gap-6 sm:grid-cols-2">
        <section aria-labelledby="home" className="bg-surface p-6">
          <h2 id="home" className="text-heading mb-3">
            {t("account_page.parcels")}
          </h2>
          {home ? <AddressLines address={home} /> : <p className="text-soft">{t("account_page.no_address")}</p>}
          <Link href="/account/addresses" prefetch={false} className={LINK}>
            {t(home ? "account_page.change_addresses" : "account_page.add_address")}
          </Link>
        </section>
        <section aria-labelledby="safe" className="bg-surface p-6">
          <h2 id="safe" className="text-heading mb-3">
            {t("account_page.sign_in")}
          </h2>
          <ul>
            <li>
              <Link href="/account/profile" prefetch={false} className={LINK}>
                {t("account_page.change_sign_in")}
              </Link>
            </li>
            <li>
              <Link href="/account/sessions" prefetch={false} className={LINK}>
                {t("account_page.see_sessions")}
              </Link>
            </li>
          </ul>
        </section>
      </div>
    </>
  );
}

const NoOrders = ({ t }: { t: Translate }) => (
  <div className="bg-surface px-6 py-14 text-center">
    <p className="font-display text-heading mb-5">{t("account_page.no_orders")}</p>
    <ButtonLink href="/products">{t("account_page.look_around")}</ButtonLink>
  </div>
);
