import { eq } from "drizzle-orm";

import { orders } from "@/db/schema";
import { FindOrder } from "@/model/orders";
import { Told } from "@/model/users";

import { consume } from "../limits";
import { queueMail } from "../mail/outbox";
import { type Context, operation, transaction } from "../operation";
import { isSigned, sign } from "../secrets";

/** The part of a mailed link that lets its reader see to one order without an account. */
export const orderKey = (number: string) => sign("order", number);
export const isOrderKey = (number: string, key: string) => isSigned("order", number, key);
/** Where an order is shown to whoever has the link. */
export const orderPath = (number: string) => `/orders/${number}?key=${orderKey(number)}`;

/** The number as the shop writes it, however it was typed. */
const writtenOut = (typed: string) => {
  const plain = typed.replace(/[^0-9a-z]/gi, "").toUpperCase();
  return [plain.slice(0, -8), plain.slice(-8, -4), plain.slice(-4)].filter(Boolean).join("-");
};

/** Whether there is such an order is found out by whoever sends the mail: here every pair is handled alike. */
export const sendOrderLink = operation({
  name: "send_order_link",
  summary: "Have the link to an order mailed. The answer is the same whether or not there is such an order.",
  access: "public",
  isOutward: true,
  limit: "find_order",
  input: FindOrder,
  output: Told,
  async run(context, { email, number }) {
    await consume("find_order_of_email", email.toLowerCase());
    await transaction(context, (tx) =>
      queueMail(tx, { topic: "order_link", to: email, number: writtenOut(number), once: crypto.randomUUID() }),
    );
    return { detail: "If there is such an order with this e-mail, a link to it is on its way." };
  },
});

/** The order of a number that was placed with an address; nothing for any other pair. */
export async function findMailed({ db }: Context, number: string, email: string) {
  const [order] = await db
    .select({ number: orders.number, email: orders.email })
    .from(orders)
    .where(eq(orders.number, number));
  return order && order.email.toLowerCase() === email.toLowerCase() ? order : undefined;
}
