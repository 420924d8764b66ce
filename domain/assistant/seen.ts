import { z } from "zod";

import { PAGE_SLUGS, type PageSlug } from "@/model/pages";

const Product = z.object({ id: z.int(), name: z.string(), price: z.string() });
const Order = z.object({ id: z.int(), number: z.string() });
const Page = z.object({ id: z.enum(PAGE_SLUGS), sections: z.array(z.unknown()) });
const Comparison = z.object({ products: z.array(Product), rows: z.array(z.unknown()) });

/** What the shop's tools have shown a model during an answer: only that may stand beside it. */
export class Seen {
  readonly products = new Map<number, string>();
  readonly orders = new Map<number, string>();
  readonly pages = new Set<PageSlug>();
  readonly proposals: string[] = [];
  /** The products that were compared last. */
  compared: number[] = [];

  /** Looks through what a tool returned. */
  look(output: unknown): void {
    if (typeof output !== "object" || output === null) return;
    const comparison = Comparison.safeParse(output).data;
    if (comparison) this.compared = comparison.products.map(({ id }) => id);
    const product = Product.safeParse(output).data;
    if (product) return void this.products.set(product.id, product.name);
    const order = Order.safeParse(output).data;
    if (order) this.orders.set(order.id, order.number);
    const page = Page.safeParse(output).data;
    if (page) this.pages.add(page.id);
    for (const value of Object.values(output)) this.look(value);
  }
}
