import { and, asc, eq, ilike } from "drizzle-orm";
import { z } from "zod";

import { categories, media, product_counts } from "@/db/schema";
import { Category } from "@/model/catalog";
import { Key, PageQuery, pageOf } from "@/model/fields";

import { notFound } from "../errors";
import { type Context, operation } from "../operation";
import { containing, pageIn } from "../paging";
import { readTexts } from "../translations/read-texts";
import { imageOf } from "./read-products";

async function readCategories(context: Context, where?: ReturnType<typeof eq>) {
  const rows = await context.db
    .select({ category: categories, media, product_count: product_counts.count })
    .from(categories)
    .leftJoin(media, eq(media.url, categories.image))
    .leftJoin(product_counts, and(eq(product_counts.category_id, categories.id), eq(product_counts.is_active, true)))
    .where(where)
    .orderBy(asc(categories.position), asc(categories.id));
  const ids = rows.map(({ category }) => category.id);
  const texts = await readTexts(context, "category", ids);
  return rows.map((row) => {
    const { name = row.category.name, description = row.category.description } =
      texts.get(String(row.category.id)) ?? {};
    return { ...row, category: { ...row.category, name, description } };
  });
}

type Row = Awaited<ReturnType<typeof readCategories>>[number];
const shape = ({ category, media: made, product_count }: Row) => ({
  ...category,
  picture: category.image ? imageOf(category.image, category.name, made) : null,
  product_count: product_count ?? 0,
});

export const listCategories = operation({
  name: "list_categories",
  summary: "The categories of the shop.",
  access: "public",
  paginated: true,
  input: PageQuery,
  output: pageOf(Category),
  async run(context, query) {
    const where = query.search ? ilike(categories.name, containing(query.search)) : undefined;
    return pageIn((await readCategories(context, where)).map(shape), query);
  },
});

export const readEveryCategory = operation({
  name: "read_every_category",
  summary: "The categories of the shop, all of them: what the header leads to is no page of a list.",
  access: "public",
  input: z.object({}),
  output: z.array(Category),
  run: async (context) => (await readCategories(context)).map(shape),
});

export async function findCategory(context: Context, id: number) {
  const [row] = await readCategories(context, eq(categories.id, id));
  if (!row) throw notFound();
  return row;
}

export const readCategory = async (context: Context, id: number) => shape(await findCategory(context, id));

export const getCategory = operation({
  name: "get_category",
  summary: "One category.",
  access: "public",
  input: Key,
  output: Category,
  find: findCategory,
  run: async (_context, _input, row) => shape(row),
});
