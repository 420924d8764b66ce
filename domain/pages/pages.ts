import { z } from "zod";

import { translatorOf } from "@/messages/all";
import { daysText, priceText } from "@/model/delivery";
import { PageQuery, pageOf } from "@/model/fields";
import { PAGE_SLUGS, Page, type PageSlug } from "@/model/pages";
import { labelPriceIn } from "@/model/returns";
import type { Translate } from "@/model/translate";

import { type Context, operation } from "../operation";
import { readShippingMethods } from "../orders/shipping";
import { pageIn } from "../paging";
import { sectionsOf } from "./texts";

/** "Standard, 3 to 5 days: $6.00, and nothing from $75.00. …" for each way of delivery, as the checkout offers it. */
async function tellShipping(t: Translate, context: Context): Promise<string[]> {
  const methods = await readShippingMethods(context);
  return methods.map((method) =>
    t("delivery.method", {
      name: method.name,
      days: daysText(t, method),
      price: priceText(t, method, context.market.currency),
      description: method.description,
    }),
  );
}

async function readPage(context: Context, slug: PageSlug): Promise<z.input<typeof Page>> {
  const t = translatorOf(context.locale);
  const { currency } = context.market;
  return {
    id: slug,
    title: t(`layout.help.${slug}`),
    path: `/${slug}`,
    sections: sectionsOf(t, slug, {
      label: t.money(labelPriceIn(currency), currency),
      delivery: slug === "delivery" ? await tellShipping(t, context) : [],
    }),
  };
}

export const listPages = operation({
  name: "list_pages",
  summary: "What the shop says of itself, of delivery, returns and privacy.",
  access: "public",
  paginated: true,
  input: PageQuery,
  output: pageOf(Page),
  async run(context, query) {
    const { count, results: slugs } = pageIn(PAGE_SLUGS, query);
    return { count, results: await Promise.all(slugs.map((slug) => readPage(context, slug))) };
  },
});

export const getPage = operation({
  name: "get_page",
  summary: "One of the shop's own pages: about, delivery, returns or privacy.",
  access: "public",
  input: z.object({ id: z.enum(PAGE_SLUGS) }),
  output: Page,
  find: readPage,
  run: async (_context, _input, page) => page,
});
