import { listAddresses } from "@/domain/addresses/addresses";
import { getCheckout } from "@/domain/cart/checkout";
import { DomainError } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { getOrderByNumber } from "@/domain/orders/orders";
import type { SavedAddress } from "@/model/addresses";
import { MAX_PAGE_SIZE } from "@/model/fields";

type Asked = { again: string | undefined; address: string | undefined };
type Parts = Partial<Record<string, unknown>>;

const PARTS = ["name", "line1", "line2", "city", "region", "postal_code", "country", "phone"] as const;

const fieldsOf = (address: Parts, of: "shipping" | "billing") =>
  PARTS.flatMap((part) => (typeof address[part] === "string" ? [[`${of}.${part}`, address[part]] as const] : []));

/** What the fields of the checkout hold at first: what was typed before, or an address that was kept for it. */
export async function readTyped(context: Context, { again, address }: Asked) {
  const [draft, saved, order] = await Promise.all([
    getCheckout(context, {}),
    readSaved(context),
    readOrder(context, again),
  ]);
  const named = saved.find(({ id }) => String(id) === address);
  const isTyped = Boolean(draft.shipping?.line1);
  const shipping: Parts = named ?? order?.shipping ?? (isTyped ? draft.shipping : saved[0]) ?? draft.shipping ?? {};
  const used = named ?? saved.find((one) => PARTS.every((part) => (shipping[part] ?? "") === one[part]));
  const kept = draft.billing ?? (isTyped ? null : otherBilling(saved));
  const billing: Parts | null | undefined = order ? order.billing : kept;
  const method = order?.shipping_method || draft.shipping_method;
  return {
    email: draft.email || order?.email || context.user?.email || "",
    fields: {
      ...Object.fromEntries(fieldsOf(shipping, "shipping")),
      ...(billing && { billing_same: "0", ...Object.fromEntries(fieldsOf(billing, "billing")) }),
      ...(method && { shipping_method: method }),
    },
    saved: saved.map((one) => ({
      id: one.id,
      text: [one.name, one.line1, one.city].join(", "),
      isUsed: one === used,
    })),
  };
}

/** The address that invoices are made out to, where parcels go to another. */
const otherBilling = (saved: SavedAddress[]) =>
  saved.find(({ is_default_billing, is_default_shipping }) => is_default_billing && !is_default_shipping);

async function readSaved(context: Context): Promise<SavedAddress[]> {
  if (!context.user) return [];
  return (await listAddresses(context, { page_size: String(MAX_PAGE_SIZE) })).results;
}

/** The order that is placed again. */
async function readOrder(context: Context, number: string | undefined) {
  if (number === undefined) return null;
  try {
    return await getOrderByNumber(context, { number });
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
