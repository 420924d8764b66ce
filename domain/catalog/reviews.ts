import { and, count, desc, eq } from "drizzle-orm";

import { reviews } from "@/db/schema";
import { Review } from "@/model/catalog";
import { Id, PageQuery, pageOf } from "@/model/fields";

import { operation } from "../operation";
import { pageOffset, pageSize } from "../paging";

export const listReviews = operation({
  name: "list_reviews",
  summary: "What buyers say of a product, newest first.",
  access: "public",
  paginated: true,
  input: PageQuery.extend({ product: Id }),
  output: pageOf(Review),
  async run({ db }, query) {
    const where = and(eq(reviews.product_id, query.product), eq(reviews.status, "published"));
    const [total] = await db.select({ count: count() }).from(reviews).where(where);
    const found = total?.count ?? 0;
    const results = await db
      .select()
      .from(reviews)
      .where(where)
      .orderBy(desc(reviews.created_at), desc(reviews.id))
      .limit(pageSize(query))
      .offset(pageOffset(query, found));
    return { count: found, results };
  },
});
