import type { Store } from "../store.ts";

/** What the sandbox notes for itself. */
const INTERNAL = ["secret_card", "deliveries"];
/** What Stripe keeps from a publishable key. */
const PRIVATE = [
  "amount_capturable",
  "amount_received",
  "application",
  "application_fee_amount",
  "customer",
  "latest_charge",
  "metadata",
  "payment_method_options",
  "statement_descriptor",
];
const EXPANDABLE: Record<string, string> = {
  charge: "charges",
  latest_charge: "charges",
  payment_intent: "payment_intents",
  payment_method: "payment_methods",
};

type View = { isBrowser?: boolean; store?: Store; expand?: string[] };

/** What a caller may see of an object or a list, with the objects that it asked to have in place of ids. */
export function shown(result: unknown, view: View = {}): unknown {
  if (typeof result !== "object" || result === null) return result;
  const hidden = new Set(view.isBrowser ? [...INTERNAL, ...PRIVATE] : INTERNAL);
  const visible = Object.fromEntries(Object.entries(result).filter(([name]) => !hidden.has(name)));
  const { object, data } = visible;
  if (object === "list" && Array.isArray(data)) {
    const expand = view.expand?.map((path) => path.replace(/^data\./, "")) ?? [];
    return { ...visible, data: data.map((item) => shown(item, { ...view, expand })) };
  }
  for (const field of view.expand ?? []) {
    const [collection, id] = [EXPANDABLE[field], visible[field]];
    if (collection && typeof id === "string") visible[field] = shown(view.store?.get(collection, id));
  }
  return visible;
}
