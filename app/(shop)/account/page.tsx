import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";

import { storefrontContext } from "@/adapters/storefront";
import { ButtonLink } from "@/components/ui/button";
import { Price } from "@/components/ui/price";
import { StatusPill } from "@/components/ui/status-pill";
import { SubmitButton } from "@/components/ui/submit-button";
import { listOrders } from "@/domain/orders/orders";
import type { Order } from "@/model/orders";

import { signOut } from "./actions";

export const metadata: Metadata = { title: "Your account", robots: { index: false } };
const date = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

export default async function AccountPage() {
  const context = await storefrontContext();
  if (!context.user) redirect("/sign-in?next=/account");
  const { results: orders } = await listOrders(context, { user: context.user.id, page_size: "50" });
  return (
    <>
      <h1 className="text-title">Hello, {context.user.username}</h1>
      {context.user.email && <p className="text-soft mt-1 break-words">{context.user.email}</p>}
      <form action={signOut} className="mt-4 lg:hidden">
        <SubmitButton variant="secondary">Sign out</SubmitButton>
      </form>
      <h2 className="text-heading mt-12 mb-4">My orders</h2>
      {orders.length > 0 ? <Orders orders={orders} /> : <NoOrders />}
    </>
  );
}

const NoOrders = () => (
  <div className="bg-surface px-6 py-14 text-center">
    <p className="font-display text-heading mb-5">No orders yet.</p>
    <ButtonLink href="/products">Look around</ButtonLink>
  </div>
);

const Orders = ({ orders }: { orders: Order[] }) => (
  <ul className="border-line border-t">
    {orders.map(({ id, number, created_at, status, items, total_price, currency }) => (
      <li
        key={id}
        className="border-line relative grid gap-x-6 gap-y-1 border-b py-5 sm:grid-cols-[10rem_1fr_auto_7rem] sm:items-center"
      >
        <p>
          <Link
            href={`/orders/${number}`}
            prefetch={false}
            className="font-medium underline underline-offset-4 after:absolute after:inset-0"
          >
            {number}
          </Link>
          <span className="text-soft block text-sm">{date.format(new Date(created_at))}</span>
        </p>
        <p className="text-soft">{items.map((item) => item.product_name).join(", ")}</p>
        <StatusPill status={status} />
        <p className="sm:text-end">
          <Price amount={total_price} currency={currency} />
        </p>
      </li>
    ))}
  </ul>
);
