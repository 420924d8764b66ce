import { FindOrderForm } from "@/components/account/find-order-form";

import { sendOrderLink } from "../../find-order/actions";

/** Nobody is told whether there is such an order: its owner has the link mailed. */
export default function OrderNotFound() {
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title">Whose order is it?</h1>
        <p className="text-soft mt-3 mb-8 text-lg">
          This page is for whoever placed the order. Tell us the e-mail it was placed with, and we mail the way in to
          it.
        </p>
        <FindOrderForm action={sendOrderLink} />
      </div>
    </div>
  );
}
