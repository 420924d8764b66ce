import { redirect } from "next/navigation";

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
import { getT } from "@/components/language/server";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { StatusPill } from "@/components/ui/status-pill";
import { isOrderKey } from "@/domain/orders/order-links";
import { readOrderTimeline } from "@/domain/orders/timeline";
import { readReturnEligibility } from "@/domain/returns/returns";
import { addressLines, destinationLines } from "@/model/address-forms";
import { carrierName } from "@/model/carriers";
import { arrivalText } from "@/model/delivery";
import { shownStatus } from "@/model/order-status";
import { type Order, type OrderStatus, isUnpaid } from "@/model/orders";
import { STORE } from "@/model/store";
import type { Translate } from "@/model/translate";

import { readLines } from "../../../images";
import { orderAgain } from "../../../order-again";
import { unlisted } from "../../../root";
import { cancelPurchase, createAccount, reorder, withdrawReturn } from "./actions";
import { readOrder } from "./read-order";

export const generateMetadata = unlisted("order_page.title");
type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ key?: string | string[]; placed?: string; late?: string; returned?: string; kept?: string }>;
};

export default async function OrderPage({ params, searchParams }: Props) {
  const t = await getT();
  const { number } = await params;
  const { key, placed, late, returned, kept } = await searchParams;
  if (typeof key === "string" && isOrderKey(number, key))
    redirect(await inLanguage(`/orders/${number}/open?key=${key}`));
  const context = await storefrontContext();
  const found = await readOrder(context, number);
  const order = { ...found, status: shownStatus(found) };
  const [{ events }, returns] = await Promise.all([
    readOrderTimeline(context, { id: order.id }),
    readReturnEligibility(context, { id: order.id }),
  ]);
  const lines = await readLines(order);
  const isFresh = placed !== undefined && order.paid_at !== null && !GIVEN_BACK.has(order.status);
  const canKeep = !context.user && order.user === null && order.email !== "";
  return (
    <div className="column pt-10 lg:pt-16 print:p-0">
      <p className="font-display mb-8 hidden text-3xl print:block">{STORE.name}</p>
      <Opening
        t={t}
        order={order}
        isFresh={isFresh}
        isLate={late !== undefined}
        isReturned={returned !== undefined}
        isKept={kept !== undefined && context.user !== null}
      />
      <div className="grid gap-x-20 gap-y-10 lg:grid-cols-[1fr_22rem] print:grid-cols-1">
        <div>
          <section aria-label={t("order_page.what")}>
            <OrderLines lines={lines} currency={order.currency} />
            <Totals totals={order} currency={order.currency} className="border-line mt-8 border-t pt-5" />
          </section>
          {canKeep && <AccountOfOrder action={createAccount} id={order.id} number={number} email={order.email} />}
        </div>
        <div className="grid content-start gap-10 print:grid-cols-2">
          {isFresh && order.status === "paid" && <NextSteps order={order} />}
          <section aria-labelledby="progress" className="print:hidden">
            <h2 id="progress" className="text-heading mb-5">
              {t("order_page.progress")}
            </h2>
            <Timeline events={events} currency={order.currency} isUnderWay={UNDER_WAY.has(order.status)} />
          </section>
          <Facts t={t} order={order} />
        </div>
      </div>
      {returns.requests.length > 0 && <Returns requests={returns.requests} action={withdrawReturn} />}
      <Actions t={t} order={order} canReturn={returns.is_eligible} />
    </div>
  );
}

const GIVEN_BACK = new Set<OrderStatus>(["refund_pending", "refunded"]);
const UNDER_WAY = new Set<OrderStatus>(["pending", "processing", "paid", "shipped"]);

type Shown = { t: Translate; order: Order };
type OpeningProps = Shown & { isFresh: boolean; isLate: boolean; isReturned: boolean; isKept: boolean };

/** What is to be said first. */
const Opening = ({ t, order, isFresh, isLate, isReturned, isKept }: OpeningProps) => (
  <>
    {isFresh ? (
      <div className="mb-10 max-w-2xl">
        <span className="bg-moss text-paper mb-5 inline-flex size-12 items-center justify-center rounded-full print:hidden">
          <Icon name="check" />
        </span>
        <h1 className="text-title">{t("order_page.thanks")}</h1>
        <p className="text-soft mt-3 text-lg">
          {t(isFree(order) ? "order_page.thanks.free" : "order_page.thanks.paid", {
            number: order.number,
            email: order.email,
          })}
        </p>
      </div>
    ) : (
      <h1 className="text-title mb-8">{t("order_page.heading", { number: order.number })}</h1>
    )}
    {order.status === "review" && (
      <div className="mb-8">
        <Alert>{t("order_page.review")}</Alert>
      </div>
    )}
    {order.status === "cancelling" && (
      <div className="mb-8">
        <Alert>{t("order_page.cancelling")}</Alert>
      </div>
    )}
    {order.status === "refund_pending" && (
      <div className="mb-8">
        <Alert>{t("order_page.giving_back")}</Alert>
      </div>
    )}
    {order.status === "cancelled" && (
      <div className="mb-8 print:hidden">
        <OrderAgain action={orderAgain} number={order.number}>
          {t(isLate ? "order_page.cancelled_late" : "order_page.cancelled")}
        </OrderAgain>
      </div>
    )}
    {isKept && (
      <div className="mb-8 max-w-2xl print:hidden">
        <Alert tone="success">{t("order_page.kept")}</Alert>
      </div>
    )}
    {isReturned && (
      <div className="mb-8 max-w-2xl">
        <Alert tone="success">{t("order_page.returned")}</Alert>
      </div>
    )}
  </>
);

/** What can be done with it now. */
const Actions = ({ t, order, canReturn }: Shown & { canReturn: boolean }) => (
  <section aria-label={t("order_page.actions")} className="border-line mt-12 grid gap-4 border-t pt-8 print:hidden">
    <div className="flex flex-wrap items-start gap-4">
      {order.status === "pending" && (
        <ButtonLink href={`/checkout/${order.number}`} prefetch={false}>
          {t("order_page.pay")}
        </ButtonLink>
      )}
      {canReturn && (
        <ButtonLink href={`/orders/${order.number}/return`} prefetch={false} variant="secondary">
          {t("return_page.title")}
        </ButtonLink>
      )}
      {order.paid_at && (
        <ButtonLink href={`/orders/${order.number}/invoice`} prefetch={false} variant="secondary">
          {t("order_page.invoice")}
        </ButtonLink>
      )}
      {order.paid_at && (
        <ButtonLink href={`/orders/${order.number}/invoice/pdf`} prefetch={false} download variant="secondary">
          {t("order_page.invoice_pdf")}
        </ButtonLink>
      )}
      <PrintButton />
      {!isUnpaid(order) && <BuyAgain action={reorder} id={order.id} />}
      <ButtonLink href="/products" variant="secondary">
        {t("order_page.go_on")}
      </ButtonLink>
    </div>
    {(order.status === "pending" || order.status === "paid") && (
      <CancelOrder action={cancelPurchase} id={order.id} isPaid={order.status === "paid" && !isFree(order)} />
    )}
  </section>
);

const isFree = ({ total_price }: Order) => total_price === "0.00";

const Facts = ({ t, order }: Shown) => (
  <dl className="bg-surface grid content-start gap-5 p-6 print:bg-transparent print:p-0">
    <Fact name={t("order_page.fact.number")}>{order.number}</Fact>
    <Fact name={t("order_page.fact.status")}>
      <StatusPill order={order} />
    </Fact>
    <Fact name={t("order_page.fact.placed")}>{t.date(order.created_at)}</Fact>
    {order.email && (
      <Fact name={t("ui.email")}>
        <span className="break-words">{order.email}</span>
      </Fact>
    )}
    <Fact name={t("order_page.fact.goes_to")}>
      <span className="break-words whitespace-pre-line">{destinationLines(t, order).join("\n")}</span>
    </Fact>
    {order.billing && (
      <Fact name={t("order_page.fact.invoice_to")}>
        <span className="break-words whitespace-pre-line">{addressLines(t, order.billing).join("\n")}</span>
      </Fact>
    )}
    {order.shipping_method_name && <Fact name={t("order_page.fact.delivery")}>{order.shipping_method_name}</Fact>}
    {isExpected(order) && <Fact name={t("order_page.fact.expected")}>{arrivalText(t, order)}</Fact>}
    {order.tracking_number && (
      <Fact name={t("order_page.fact.tracking_number")}>
        <span className="break-all">{order.tracking_number}</span>
        {order.tracking_url && (
          <a
            href={order.tracking_url}
            rel="noreferrer"
            className="hover:text-accent flex min-h-11 items-center underline underline-offset-4"
          >
            {t("order_page.track", { carrier: carrierName(order.carrier) })}
          </a>
        )}
      </Fact>
    )}
  </dl>
);

const isExpected = ({ status, delivery_from }: Order) => UNDER_WAY.has(status) && delivery_from !== null;

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt className="text-soft mb-1 text-sm">{name}</dt>
    <dd>{children}</dd>
  </div>
);
