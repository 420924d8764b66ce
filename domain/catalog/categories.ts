import { and, asc, eq, ilike } from "drizzle-orm";

import type { Db } from "@/db";
import { categories, media, product_counts } from "@/db/schema";
import { Category } from "@/model/catalog";
import { Key, PageQuery, pageOf } from "@/model/fields";

import { notFound } from "../errors";
import { type Context, operation } from "../operation";
import { containing, pageOffset, pageSize } from "../paging";
import { imageOf } from "./read-products";

const readCategories = (db: Db, where?: ReturnType<typeof eq>) =>
  db
    .select({ category: categories, media, product_count: product_counts.count })
    .from(categories)
    .leftJoin(media, eq(media.url, categories.image))
    .leftJoin(product_counts, and(eq(product_counts.category_id, categories.id), eq(product_counts.is_active, true)))
    .where(where)
    .orderBy(asc(categories.position), asc(categories.id));

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
  async run({ db }, query) {
    const where = query.search ? ilike(categories.name, containing(query.search)) : undefined;
    const all = await readCategories(db, where);
    const offset = pageOffset(query, all.length);
    return { count: all.length, results: all.slice(offset, offset + pageSize(query)).map(shape) };
  },
});

export async function findCategory({ db }: Context, id: number) {
  const [row] = await readCategories(db, eq(categories.id, id));
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
