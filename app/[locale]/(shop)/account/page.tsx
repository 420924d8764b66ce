import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { AddressLines } from "@/components/account/address-cards";
import { OrderList } from "@/components/account/order-list";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { listAddresses } from "@/domain/addresses/addresses";
import { listOrders } from "@/domain/orders/orders";

import { signOut } from "./actions";

export const metadata: Metadata = { title: "Your account", robots: { index: false } };
const LINK = "hover:text-accent inline-flex min-h-11 items-center underline underline-offset-4";

export default async function AccountPage() {
  const context = await storefrontContext();
  if (!context.user) redirect(await inLanguage("/sign-in?next=/account"));
  const [{ count, results: orders }, { results: addresses }] = await Promise.all([
    listOrders(context, { user: context.user.id, page_size: "3" }),
    listAddresses(context, { page_size: "1" }),
  ]);
  const [home] = addresses;
  return (
    <>
      <h1 className="text-title break-words">Hello, {context.user.username}</h1>
      {context.user.email && <p className="text-soft mt-1 break-words">{context.user.email}</p>}
      <form action={signOut} className="mt-4 lg:hidden">
        <SubmitButton variant="secondary">Sign out</SubmitButton>
      </form>
      <section aria-labelledby="orders" className="mt-12">
        <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 id="orders" className="text-heading">
            My orders
          </h2>
          {count > orders.length && (
            <Link href="/account/orders" prefetch={false} className={LINK}>
              See all {count}
            </Link>
          )}
        </div>
        {orders.length > 0 ? <OrderList orders={orders} /> : <NoOrders />}
      </section>
      <div className="mt-12 grid gap-6 sm:grid-cols-2">
        <section aria-labelledby="home" className="bg-surface p-6">
          <h2 id="home" className="text-heading mb-3">
            Your parcels go to
          </h2>
          {home ? <AddressLines address={home} /> : <p className="text-soft">No address yet.</p>}
          <Link href="/account/addresses" prefetch={false} className={LINK}>
            {home ? "Change your addresses" : "Add an address"}
          </Link>
        </section>
        <section aria-labelledby="safe" className="bg-surface p-6">
          <h2 id="safe" className="text-heading mb-3">
            Your sign-in
          </h2>
          <ul>
            <li>
              <Link href="/account/profile" prefetch={false} className={LINK}>
                Change your e-mail or password
              </Link>
            </li>
            <li>
              <Link href="/account/sessions" prefetch={false} className={LINK}>
                See where you are signed in
              </Link>
            </li>
          </ul>
        </section>
      </div>
    </>
  );
}

const NoOrders = () => (
  <div className="bg-surface px-6 py-14 text-center">
    <p className="font-display text-heading mb-5">No orders yet.</p>
    <ButtonLink href="/products">Look around</ButtonLink>
  </div>
);
