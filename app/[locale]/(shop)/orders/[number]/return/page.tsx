import { storefrontContext } from "@/adapters/storefront";
import { OrderLink } from "@/components/account/order-link";
import { ReturnForm } from "@/components/account/return-form";
import { getT } from "@/components/language/server";
import { Alert } from "@/components/ui/alert";
import { readReturnEligibility } from "@/domain/returns/returns";

import { unlisted } from "../../../../root";
import { requestReturn } from "../actions";
import { readOrder } from "../read-order";

export const generateMetadata = unlisted("return_page.title");
type Props = { params: Promise<{ number: string }> };

export default async function ReturnPage({ params }: Props) {
  const t = await getT();
  const context = await storefrontContext();
  const order = await readOrder(context, (await params).number);
  const eligibility = await readReturnEligibility(context, { id: order.id });
  const { why_not, until, label_price } = eligibility;
  return (
    <div className="column pt-10 lg:pt-16">
      <OrderLink number={order.number} />
      <h1 className="text-title mt-2 mb-3">{t("return_page.title")}</h1>
      {why_not ? (
        <div className="mt-6 max-w-2xl">
          <Alert>{t(`return_page.why_not.${why_not}`)}</Alert>
        </div>
      ) : (
        <>
          <p className="text-soft mb-10 max-w-2xl text-lg">
            {until ? t("return_page.text_until", { date: t.date(until) }) : t("return_page.text")}
          </p>
          <ReturnForm
            action={requestReturn}
            eligibility={eligibility}
            labelPrice={t.money(label_price, order.currency)}
          />
        </>
      )}
    </div>
  );
}
