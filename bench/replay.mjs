// The SQL of one order, recorded once and sent again for others: the least that placing an order can cost here.
// It stands in for pgbench, which the PostgreSQL that the shop brings does not have.
import { randomUUID } from "node:crypto";

/** As the storefront places an order: with a key, so that it is placed once. */
export const placing = ({ token }) => ({
  method: "POST",
  headers: {
    Authorization: `Token ${token}`,
    "Content-Type": "application/json",
    "Idempotency-Key": randomUUID(),
  },
  body: JSON.stringify({ shipping_address: "214 Alder St, Portland" }),
});

/** Lets the shop's own handler place an order in this process; answers the statements that it sent, and their values. */
export async function record(sql, buyer) {
  const { POST } = await import("../app/api/v1/orders/route.ts");
  const statements = [];
  const request = new Request("http://shop.test/api/v1/orders/", placing(buyer));
  // A copy: the driver writes over the values what it sends of them.
  sql.options.debug = (_connection, text, values) => statements.push({ text, values: [...values] });
  const answer = await POST(request, { params: Promise.resolve({}) });
  sql.options.debug = false;
  const { id, number, items } = await answer.json();
  return { statements, buyer, order: { number, order: id, item: items[0].id } };
}

/** Sends the statements once more, as if this buyer had placed the order. */
export async function replay(sql, { statements, buyer, order }, own) {
  const known = { ...buyer, ...order };
  const ours = new Map(Object.entries(own).map(([name, value]) => [String(known[name]), String(value)]));
  ours.set(order.number, `KL-${randomUUID()}`);
  const send = async (connection, { text, values }) => {
    const names = new RegExp([...ours.keys()].join("|"), "g");
    const asOurs = values.map((value) => asText(value)?.replace(names, (name) => ours.get(name)) ?? null);
    const [row] = await connection.unsafe(text, asOurs, { prepare: true });
    if (text.startsWith('insert into "orders"')) ours.set(String(order.order), row.id);
    if (text.startsWith('insert into "order_items"')) ours.set(String(order.item), row.id);
  };
  const start = statements.findIndex(({ text }) => text.trim() === "begin");
  for (const statement of statements.slice(0, start)) await send(sql, statement);
  await sql.begin(async (tx) => {
    for (const statement of statements.slice(start + 1, -1)) await send(tx, statement);
  });
}

const asText = (value) => (value instanceof Date ? value.toISOString() : value?.toString());
