import type { Metadata } from "next";

import { storefrontContext } from "@/adapters/storefront";
import { OrderLink } from "@/components/account/order-link";
import { ReturnForm } from "@/components/account/return-form";
import { Alert } from "@/components/ui/alert";
import { WHY_NOT_RETURNABLE, readReturnEligibility } from "@/domain/returns/returns";
import { formatMoney } from "@/model/money";

import { requestReturn } from "../actions";
import { readOrder } from "../read-order";

export const metadata: Metadata = { title: "Send something back", robots: { index: false } };
type Props = { params: Promise<{ number: string }> };
const date = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

export default async function ReturnPage({ params }: Props) {
  const context = await storefrontContext();
  const order = await readOrder(context, (await params).number);
  const eligibility = await readReturnEligibility(context, { id: order.id });
  const { why_not, until, label_price } = eligibility;
  return (
    <div className="column pt-10 lg:pt-16">
      <OrderLink number={order.number} />
      <h1 className="text-title mt-2 mb-3">Send something back</h1>
      {why_not ? (
        <div className="mt-6 max-w-2xl">
          <Alert>{WHY_NOT_RETURNABLE[why_not]}</Alert>
        </div>
      ) : (
        <>
          <p className="text-soft mb-10 max-w-2xl text-lg">
            {until && `You can until ${date.format(new Date(until))}. `}Once we have said yes, you get a label by mail.
          </p>
          <ReturnForm
            action={requestReturn}
            eligibility={eligibility}
            labelPrice={formatMoney(label_price, order.currency)}
          />
        </>
      )}
    </div>
  );
}
