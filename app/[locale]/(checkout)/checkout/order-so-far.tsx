import { OrderLines } from "@/components/checkout/order-lines";
import { TakeBack } from "@/components/checkout/reserved";
import { Step } from "@/components/checkout/step";
import { Totals } from "@/components/checkout/totals";
import { getT } from "@/components/language/server";
import { destinationLines } from "@/model/address-forms";
import type { Order } from "@/model/orders";

import { readLines } from "../../images";
import { orderAgain } from "../../order-again";

/** The steps that are done. An order is changed by taking it back into the cart. */
export async function StepsDone({ order, isOver = false }: { order: Order; isOver?: boolean }) {
  const t = await getT();
  const { email, number, billing, shipping_method_name } = order;
  const change = (what: "contact" | "delivery") =>
    isOver ? undefined : (
      <TakeBack action={orderAgain} number={number} label={t(`checkout_page.change.${what}`)}>
        {t("checkout_page.change")}
      </TakeBack>
    );
  return (
    <>
      <Step number={1} title={t("checkout_page.contact")} state="done" change={change("contact")}>
        {email}
      </Step>
      <Step number={2} title={t("checkout_page.delivery")} state="done" change={change("delivery")}>
        <span className="whitespace-pre-line">{destinationLines(t, order).join("\n")}</span>
        {billing && (
          <span className="block">
            {t("checkout_page.invoice_to", { address: [billing.name, billing.line1, billing.city].join(", ") })}
          </span>
        )}
        {shipping_method_name && <span className="block">{shipping_method_name}</span>}
      </Step>
    </>
  );
}

/** What an order is of. */
export async function OrderSummary({ order }: { order: Order }) {
  const [t, lines] = await Promise.all([getT(), readLines(order)]);
  return (
    <aside aria-label={t("checkout_page.your_order")} className="bg-surface self-start p-6">
      <OrderLines lines={lines} currency={order.currency} />
      <Totals totals={order} currency={order.currency} className="border-line mt-6 border-t pt-4" />
    </aside>
  );
}
