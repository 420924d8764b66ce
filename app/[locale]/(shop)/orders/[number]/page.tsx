import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { useT } from "#language";
import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { AccountOfOrder } from "@/components/account/account-of-order";
import { NextSteps } from "@/components/account/next-steps";
import { BuyAgain, CancelOrder } from "@/components/account/order-actions";
import { PrintButton } from "@/components/account/print-button";
import { Returns } from "@/components/account/returns";
import { Timeline } from "@/components/account/timeline";
import { OrderAgain } from "@/components/checkout/order-again";
import { OrderLines } from "@/components/checkout/order-lines";
import { Totals } from "@/components/checkout/totals";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { StatusPill } from "@/components/ui/status-pill";
import { isOrderKey } from "@/domain/orders/order-links";
import { readOrderTimeline } from "@/domain/orders/timeline";
import { readReturnEligibility } from "@/domain/returns/returns";
import { carrierName } from "@/model/carriers";
import { arrivalText } from "@/model/delivery";
import { type Order, type OrderStatus, addressText, isUnpaid } from "@/model/orders";
import { STORE } from "@/model/store";

import { readLines } from "../../../images";
import { orderAgain } from "../../../order-again";
import { cancelPurchase, createAccount, reorder, withdrawReturn } from "./actions";
import { readOrder } from "./read-order";

export const metadata: Metadata = { title: "Order", robots: { index: false } };
type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ key?: string | string[]; placed?: string; late?: string; returned?: string; kept?: string }>;
};
const date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

export default async function OrderPage({ params, searchParams }: Props) {
  const { number } = await params;
  const { key, placed, late, returned, kept } = await searchParams;
  if (typeof key === "string" && isOrderKey(number, key))
    redirect(await inLanguage(`/orders/${number}/open?key=${key}`));
  const context = await storefrontContext();
  const order = await readOrder(context, number);
  const [{ events }, returns] = await Promise.all([
    readOrderTimeline(context, { id: order.id }),
    readReturnEligibility(context, { id: order.id }),
  ]);
  const lines = await readLines(order);
  const isFresh = placed !== undefined && order.paid_at !== null;
  const canKeep = !context.user && order.user === null && order.email !== "";
  return (
    <div className="column pt-10 lg:pt-16 print:p-0">
      <p className="font-display mb-8 hidden text-3xl print:block">{STORE.name}</p>
      <Opening
        order={order}
        isFresh={isFresh}
        isLate={late !== undefined}
        isReturned={returned !== undefined}
        isKept={kept !== undefined && context.user !== null}
      />
      <div className="grid gap-x-20 gap-y-10 lg:grid-cols-[1fr_22rem] print:grid-cols-1">
        <div>
          <section aria-label="What you ordered">
            <OrderLines lines={lines} currency={order.currency} />
            <Totals totals={order} currency={order.currency} className="border-line mt-8 border-t pt-5" />
          </section>
          {canKeep && <AccountOfOrder action={createAccount} id={order.id} number={number} email={order.email} />}
        </div>
        <div className="grid content-start gap-10 print:grid-cols-2">
          {isFresh && order.status === "paid" && <NextSteps order={order} />}
          <section aria-labelledby="progress" className="print:hidden">
            <h2 id="progress" className="text-heading mb-5">
              Where it is
            </h2>
            <Timeline events={events} currency={order.currency} isUnderWay={UNDER_WAY.has(order.status)} />
          </section>
          <Facts order={order} />
        </div>
      </div>
      {returns.requests.length > 0 && <Returns requests={returns.requests} action={withdrawReturn} />}
      <Actions order={order} canReturn={returns.is_eligible} />
    </div>
  );
}

const UNDER_WAY = new Set<OrderStatus>(["pending", "processing", "paid", "shipped"]);

type OpeningProps = { order: Order; isFresh: boolean; isLate: boolean; isReturned: boolean; isKept: boolean };

/** What is to be said first. */
const Opening = ({ order, isFresh, isLate, isReturned, isKept }: OpeningProps) => (
  <>
    {isFresh ? (
      <div className="mb-10 max-w-2xl">
        <span className="bg-moss text-paper mb-5 inline-flex size-12 items-center justify-center rounded-full print:hidden">
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
          This order is being cancelled. Should a payment have gone through at the last moment, it is yours all the same
          and we will e-mail you.
        </Alert>
      </div>
    )}
    {order.status === "cancelled" && (
      <div className="mb-8 print:hidden">
        <OrderAgain action={orderAgain} number={order.number}>
          {isLate ? "The time to pay this order was over, so it was cancelled." : "This order was cancelled."} Nothing
          was charged.
        </OrderAgain>
      </div>
    )}
    {isKept && (
      <div className="mb-8 max-w-2xl print:hidden">
        <Alert tone="success">You have an account now, and this order is in it. You are signed in.</Alert>
      </div>
    )}
    {isReturned && (
      <div className="mb-8 max-w-2xl">
        <Alert tone="success">We have your request and answer by mail within a working day.</Alert>
      </div>
    )}
  </>
);

/** What can be done with it now. */
const Actions = ({ order, canReturn }: { order: Order; canReturn: boolean }) => (
  <section aria-label="What you can do" className="border-line mt-12 grid gap-4 border-t pt-8 print:hidden">
    <div className="flex flex-wrap items-start gap-4">
      {order.status === "pending" && (
        <ButtonLink href={`/checkout/${order.number}`} prefetch={false}>
          Pay now
        </ButtonLink>
      )}
      {canReturn && (
        <ButtonLink href={`/orders/${order.number}/return`} prefetch={false} variant="secondary">
          Send something back
        </ButtonLink>
      )}
      {order.paid_at && (
        <ButtonLink href={`/orders/${order.number}/invoice`} prefetch={false} variant="secondary">
          Invoice
        </ButtonLink>
      )}
      {order.paid_at && (
        <ButtonLink href={`/orders/${order.number}/invoice/pdf`} prefetch={false} download variant="secondary">
          Invoice as PDF
        </ButtonLink>
      )}
      <PrintButton />
      {!isUnpaid(order) && <BuyAgain action={reorder} id={order.id} />}
      <ButtonLink href="/products" variant="secondary">
        Go on shopping
      </ButtonLink>
    </div>
    {(order.status === "pending" || order.status === "paid") && (
      <CancelOrder action={cancelPurchase} id={order.id} isPaid={order.status === "paid" && !isFree(order)} />
    )}
  </section>
);

const isFree = ({ total_price }: Order) => total_price === "0.00";

const Facts = ({ order }: { order: Order }) => (
  <dl className="bg-surface grid content-start gap-5 p-6 print:bg-transparent print:p-0">
    <Fact name="Number">{order.number}</Fact>
    <Fact name="Status">
      <StatusPill status={order.status} />
    </Fact>
    <Fact name="Placed">{date.format(new Date(order.created_at))}</Fact>
    {order.email && (
      <Fact name="E-mail">
        <span className="break-words">{order.email}</span>
      </Fact>
    )}
    <Fact name="Goes to">
      <span className="break-words whitespace-pre-line">{order.shipping_address}</span>
    </Fact>
    {order.billing && (
      <Fact name="Invoice to">
        <span className="break-words whitespace-pre-line">{addressText(order.billing)}</span>
      </Fact>
    )}
    {order.shipping_method_name && <Fact name="Delivery">{order.shipping_method_name}</Fact>}
    {isExpected(order) && <Expected order={order} />}
    {order.tracking_number && (
      <Fact name="Tracking number">
        <span className="break-all">{order.tracking_number}</span>
        {order.tracking_url && (
          <a
            href={order.tracking_url}
            rel="noreferrer"
            className="hover:text-accent flex min-h-11 items-center underline underline-offset-4"
          >
            See where it is at {carrierName(order.carrier)}
          </a>
        )}
      </Fact>
    )}
  </dl>
);

const Expected = ({ order }: { order: Order }) => <Fact name="Expected">{arrivalText(useT(), order)}</Fact>;
const isExpected = ({ status, delivery_from }: Order) => UNDER_WAY.has(status) && delivery_from !== null;

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt className="text-soft mb-1 text-sm">{name}</dt>
    <dd>{children}</dd>
  </div>
);
