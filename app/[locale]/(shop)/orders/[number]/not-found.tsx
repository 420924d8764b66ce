import { useT } from "#language";
import { FindOrderForm } from "@/components/account/find-order-form";

import { sendOrderLink } from "../../find-order/actions";

/** Nobody is told whether there is such an order: its owner has the link mailed. */
export default function OrderNotFound() {
  const t = useT();
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title">{t("order_page.not_found")}</h1>
        <p className="text-soft mt-3 mb-8 text-lg">{t("order_page.not_found.text")}</p>
        <FindOrderForm action={sendOrderLink} />
      </div>
    </div>
  );
}
