import { eq } from "drizzle-orm";

import { orders } from "@/db/schema";
import { Key } from "@/model/fields";
import { Order } from "@/model/orders";

import { audit } from "../audit";
import { conflict, notFound } from "../errors";
import { operation, transaction } from "../operation";
import { refuseGivenUp } from "./cancel-purchase";
import { getOwnOrder } from "./read-order";

export const packOrder = operation({
  name: "pack_order",
  summary: "Note that a paid order is packed; once more changes nothing.",
  access: "admin",
  input: Key,
  output: Order,
  find: getOwnOrder,
  refusals: { 409: "invalid_transition or not_shippable" },
  run: (context, { id }) =>
    transaction(context, async (tx) => {
      const [order] = await tx.db.select().from(orders).where(eq(orders.id, id)).for("update");
      if (!order) throw notFound();
      if (order.status !== "paid")
        throw conflict("invalid_transition", `An order that is ${order.status} cannot be packed.`);
      if (order.disputed) throw conflict("not_shippable", "An order that is disputed cannot be packed.");
      await refuseGivenUp(tx, id);
      if (!order.packed_at) {
        await tx.db.update(orders).set({ packed_at: new Date() }).where(eq(orders.id, id));
        await audit(tx, { action: "order_packed", object_type: "order", object_id: id });
      }
      return getOwnOrder(tx, id);
    }),
});
