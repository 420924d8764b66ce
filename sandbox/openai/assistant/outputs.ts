import { z } from "zod";

/** What a tool returned: JSON, or a text that is none. */
export function readOutput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const Named = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]);
const Product = z.object({
  id: z.int(),
  name: z.string(),
  tagline: z.string().catch(""),
  description: z.string().catch(""),
  price: z.coerce.number().catch(0),
  category: Named.catch(""),
  sizes: z.array(Named).optional().catch(undefined),
  colors: z.array(Named).optional().catch(undefined),
  details: z.array(z.object({ label: z.string(), text: z.string() })).catch([]),
});
export type Product = z.output<typeof Product>;

const CartLine = z.object({
  id: z.int(),
  product: z.object({ name: z.string() }),
  quantity: z.int(),
  size: z.string().catch(""),
  color: z.string().catch(""),
});
export type CartLine = z.output<typeof CartLine>;

const Order = z.object({
  id: z.int(),
  number: z.string().catch(""),
  status: z.string(),
  tracking_number: z.string().catch(""),
  items: z.array(z.object({ id: z.int(), product_name: z.string() })).catch([]),
});
export type Order = z.output<typeof Order>;

const List = z.union([
  z.array(z.unknown()),
  z.object({ results: z.array(z.unknown()) }).transform(({ results }) => results),
  z.object({ products: z.array(z.unknown()) }).transform(({ products }) => products),
  z.object({ items: z.array(z.unknown()) }).transform(({ items }) => items),
]);

/** What is of a kind in an output: in a list, or the output itself. */
const reader =
  <T>(schema: z.ZodType<T>) =>
  (output: unknown): T[] => {
    const itself = schema.safeParse(output);
    const all = itself.success ? [output] : (List.safeParse(output).data ?? []);
    return all.flatMap((item) => schema.safeParse(item).data ?? []);
  };
export const productsIn = reader(Product);
export const cartLinesIn = reader(CartLine);
export const ordersIn = reader(Order);
export const namesIn = reader(Named);

const Refusal = z.object({ detail: z.string() }).transform(({ detail }) => detail);
const WrongFields = z
  .record(z.string(), z.array(z.string()).min(1))
  .transform((fields) => Object.values(fields).flat());
const Failed = z.object({ error: z.union([z.string(), Refusal, WrongFields]) }).transform(({ error }) => error);

/** Why a tool did not do what it was asked. */
export function refusalIn(output: unknown): string | undefined {
  const { data } = z.union([Failed, Refusal, WrongFields]).safeParse(output);
  return data === undefined || data.length === 0 ? undefined : [data].flat().join(" ");
}

/** The longest text that an output has, as of a page; none of what is an error. */
export function proseIn(output: unknown): string {
  if (typeof output === "string") return output;
  if (z.union([Failed, Refusal]).safeParse(output).success) return "";
  if (Array.isArray(output)) return output.map(proseIn).join(" ");
  const texts = typeof output === "object" && output !== null ? Object.values(output).map(proseIn) : [];
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), "");
}
