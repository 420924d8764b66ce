import { FindOrderForm } from "@/components/account/find-order-form";

import { sendOrderLink } from "../../find-order/actions";

/** Nobody is told whether there is such an order: its owner has the link mailed. */
export default function OrderNotFound() {
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title">We cannot show this order here</h1>
        <p className="text-soft mt-3 mb-8 text-lg">
          Sign in with the account it belongs to, or have the link to it mailed to the address it was placed with.
        </p>
        <FindOrderForm action={sendOrderLink} />
      </div>
    </div>
  );
}
