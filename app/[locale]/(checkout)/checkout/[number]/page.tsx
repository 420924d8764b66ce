import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { toldIn } from "@/adapters/told";
import { OrderAgain } from "@/components/checkout/order-again";
import { PaymentForm } from "@/components/checkout/payment-form";
import { Step } from "@/components/checkout/step";
import { getT } from "@/components/language/server";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { DomainError } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { getOrderByNumber } from "@/domain/orders/orders";
import { startPayment } from "@/domain/payments/start-payment";
import { env } from "@/env";
import type { Order } from "@/model/orders";
import type { Translate } from "@/model/translate";

import { orderAgain } from "../../../order-again";
import { unlisted } from "../../../root";
import { OrderSummary, StepsDone } from "../order-so-far";

export const generateMetadata = unlisted("checkout_page.payment");
type Props = { params: Promise<{ number: string }>; searchParams: Promise<{ declined?: string }> };

export default async function PaymentPage({ params, searchParams }: Props) {
  const t = await getT();
  const { number } = await params;
  const { declined } = await searchParams;
  const context = await storefrontContext();
  const order = await readOwn(context, number);
  await leaveUnlessPending(order);
  const payment = await begin(t, context, order);
  // Asking Stripe may have shown that it is paid, or over.
  if ("problem" in payment) await leaveUnlessPending(await readOwn(context, number));
  const isOver = "problem" in payment && payment.isOver;
  const returnUrl = env().APP_URL + (await inLanguage(`/checkout/complete?order=${number}`));
  return (
    <div className="column grid gap-x-20 gap-y-12 pt-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:pt-12">
      <div className="max-w-2xl">
        <h1 className="text-title mb-8">{t("checkout_page.title")}</h1>
        <StepsDone order={order} isOver={isOver} />
        <Step number={3} title={t("checkout_page.payment")} state="open">
          <p className="text-soft mb-6">{stateText(t, order, isOver)}</p>
          {declined && (
            <div className="mb-6">
              <Alert tone="error">{t("checkout.payment.declined")}</Alert>
            </div>
          )}
          <div className="hidden noscript:block">
            <Alert>{t("checkout_page.no_scripts")}</Alert>
          </div>
          {"problem" in payment ? (
            <Problem t={t} {...payment} number={number} />
          ) : (
            <PaymentForm
              clientSecret={payment.client_secret}
              publishableKey={payment.publishable_key}
              script={env().STRIPE_JS_URL ?? null}
              returnUrl={returnUrl}
              total={t.money(order.total_price, order.currency)}
              until={order.expires_at}
            />
          )}
        </Step>
      </div>
      <OrderSummary order={order} />
    </div>
  );
}

const minutesUntil = (time: string) => Math.max(1, Math.ceil((Date.parse(time) - Date.now()) / 60_000));

/** Whether it still waits, and for how long. */
function stateText(t: Translate, { number, expires_at }: Order, isOver: boolean): string {
  if (isOver) return t("checkout_page.order", { number });
  return expires_at
    ? t("checkout_page.reserved_for", { number, minutes: minutesUntil(expires_at) })
    : t("checkout_page.reserved", { number });
}

async function readOwn(context: Context, number: string): Promise<Order> {
  try {
    return await getOrderByNumber(context, { number });
  } catch (error) {
    // Whoever has only the address is asked there whose order it is.
    if (error instanceof DomainError) redirect(await inLanguage(`/orders/${encodeURIComponent(number)}`));
    throw error;
  }
}

async function begin(t: Translate, context: Context, { id }: Order) {
  try {
    return await startPayment(context, { order_id: id });
  } catch (error) {
    if (error instanceof DomainError)
      return { problem: toldIn(t, error).message, isOver: error.code === "not_payable" };
    throw error;
  }
}

async function leaveUnlessPending({ number, status, total_price }: Order): Promise<void> {
  if (status === "paid" && total_price === "0.00") redirect(await inLanguage(`/orders/${number}?placed=1`));
  if (status === "cancelling" || status === "cancelled") redirect(await inLanguage(`/orders/${number}?late=1`));
  if (status !== "pending") redirect(await inLanguage(`/orders/${number}`));
}

type ProblemProps = { t: Translate; problem: string; isOver: boolean; number: string };

const Problem = ({ t, problem, isOver, number }: ProblemProps) =>
  isOver ? (
    <OrderAgain action={orderAgain} number={number}>
      {t("checkout_page.not_charged", { problem })}
    </OrderAgain>
  ) : (
    <Alert tone="error">
      <p className="mb-4">{problem}</p>
      <ButtonLink href={`/checkout/${number}`} variant="secondary" prefetch={false}>
        {t("checkout.try_again")}
      </ButtonLink>
    </Alert>
  );
