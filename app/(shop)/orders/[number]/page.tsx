import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { storefrontContext } from "@/adapters/storefront";
import { OrderAgain } from "@/components/checkout/order-again";
import { OrderLines } from "@/components/checkout/order-lines";
import { Totals } from "@/components/checkout/totals";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { StatusPill } from "@/components/ui/status-pill";
import { DomainError } from "@/domain/errors";
import { getOrderByNumber } from "@/domain/orders/orders";
import { arrivalText } from "@/model/delivery";
import type { Order, OrderStatus } from "@/model/orders";

import { readImages } from "../../../images";
import { orderAgain } from "../../../order-again";

export const metadata: Metadata = { title: "Order", robots: { index: false } };
type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ key?: string | string[]; placed?: string; late?: string }>;
};
const date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

export default async function OrderPage({ params, searchParams }: Props) {
  const { number } = await params;
  const { key, placed, late } = await searchParams;
  const order = await read(number, typeof key === "string" ? key : undefined);
  const images = await readImages(order.items.map(({ image }) => image));
  const lines = order.items.map(({ id, product_name, image, ...line }) => ({
    ...line,
    id,
    name: product_name,
    image: images.get(image),
  }));
  const isFresh = placed !== undefined && order.paid_at !== null;
  return (
    <div className="column pt-10 lg:pt-16">
      {isFresh ? (
        <div className="mb-10 max-w-2xl">
          <span className="bg-moss text-paper mb-5 inline-flex size-12 items-center justify-center rounded-full">
            <Icon name="check" />
          </span>
          <h1 className="text-title">Thank you. It is yours.</h1>
          <p className="text-soft mt-3 text-lg">
            {order.total_price === "0.00" ? "There is nothing to pay, and we" : "We have your payment and"} are packing
            order {order.number}. A confirmation is on its way to {order.email}.
          </p>
        </div>
      ) : (
        <h1 className="text-title mb-8">Order {order.number}</h1>
      )}
      {order.status === "review" && (
        <div className="mb-8">
          <Alert>We are checking your payment by hand and will e-mail you. You need not do anything.</Alert>
        </div>
      )}
      {order.status === "cancelling" && (
        <div className="mb-8">
          <Alert>
            This order is being cancelled. Should a payment have gone through at the last moment, it is yours all the
            same and we will e-mail you.
          </Alert>
        </div>
      )}
      {order.status === "cancelled" && (
        <div className="mb-8">
          <OrderAgain action={orderAgain} number={order.number}>
            {late ? "The time to pay this order was over, so it was cancelled." : "This order was cancelled."} Nothing
            was charged.
          </OrderAgain>
        </div>
      )}
      <div className="grid gap-x-20 gap-y-10 lg:grid-cols-[1fr_22rem]">
        <section aria-label="What you ordered">
          <OrderLines lines={lines} currency={order.currency} />
          <Totals totals={order} currency={order.currency} className="border-line mt-8 border-t pt-5" />
        </section>
        <dl className="bg-surface grid content-start gap-5 self-start p-6">
          <Fact name="Status">
            <StatusPill status={order.status} />
          </Fact>
          <Fact name="Placed">{date.format(new Date(order.created_at))}</Fact>
          <Fact name="Goes to">
            <span className="whitespace-pre-line">{order.shipping_address}</span>
          </Fact>
          {order.shipping_method_name && <Fact name="Delivery">{order.shipping_method_name}</Fact>}
          {isExpected(order) && <Fact name="Expected">{arrivalText(order)}</Fact>}
          {order.tracking_number && <Fact name="Tracking number">{order.tracking_number}</Fact>}
        </dl>
      </div>
      <p className="mt-12 flex flex-wrap gap-4">
        {order.status === "pending" && (
          <ButtonLink href={`/checkout/${order.number}`} prefetch={false}>
            Pay now
          </ButtonLink>
        )}
        <ButtonLink href="/products" variant="secondary">
          Go on shopping
        </ButtonLink>
      </p>
    </div>
  );
}

async function read(number: string, key: string | undefined): Promise<Order> {
  try {
    return await getOrderByNumber(await storefrontContext(), { number, ...(key !== undefined && { key }) });
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

const UNDER_WAY = new Set<OrderStatus>(["pending", "processing", "paid", "shipped"]);

const isExpected = ({ status, delivery_from }: Order) => UNDER_WAY.has(status) && delivery_from !== null;

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt className="text-soft mb-1 text-sm">{name}</dt>
    <dd>{children}</dd>
  </div>
);
