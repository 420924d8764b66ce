import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";

import { db } from "@/db";
import { audit_log, orders, products, reviews } from "@/db/schema";
import { STORE } from "@/model/store";
import { buy, newProduct, newUser, one } from "@/tests/helpers";

import { getProduct } from "../catalog/get-product";
import { listProducts } from "../catalog/list-products";
import type { UserContext } from "../operation";
import { closeAccount } from "../users/accounts";
import { reportReview, voteForReview, withdrawVote } from "./judge-reviews";
import { getReview, listProductReviews, listReviews } from "./reviews";
import { changeReview, createReview, deleteReview } from "./write-reviews";

const WORDS = { rating: 4, title: "Good", body: "It holds tea." };

async function newBuyer(productId: number): Promise<UserContext> {
  const buyer = await newUser();
  await buy(buyer, productId);
  return buyer;
}

async function newReview(fields: Partial<typeof WORDS> = {}) {
  const { id: product } = await newProduct({ stock: 100 });
  const author = await newBuyer(product);
  return { product, author, review: await createReview(author, { id: product, ...WORDS, ...fields }) };
}

const ratingOf = async (id: number) => {
  const { rating, review_count } = one(await db().select().from(products).where(eq(products.id, id)));
  return [rating, review_count];
};
const seenBy = async (context: UserContext, id: number) => (await listProductReviews(context, { id })).count;

describe("writing", () => {
  test("is for those who bought the product and have not got their money back", async () => {
    const { id } = await newProduct({ stock: 100 });
    const stranger = await newUser();
    await expect(createReview(stranger, { id, ...WORDS })).rejects.toMatchObject({ code: "not_purchased" });
    const order = await buy(stranger, id);
    for (const status of ["pending", "cancelled", "refunded", "charged_back"] as const) {
      await db().update(orders).set({ status }).where(eq(orders.id, order));
      await expect(createReview(stranger, { id, ...WORDS })).rejects.toMatchObject({ code: "not_purchased" });
    }
    await buy(stranger, (await newProduct()).id);
    await expect(createReview(stranger, { id, ...WORDS })).rejects.toMatchObject({ code: "not_purchased" });
    await db().update(orders).set({ status: "shipped" }).where(eq(orders.id, order));
    expect(await createReview(stranger, { id, ...WORDS })).toMatchObject({
      is_verified: true,
      is_own: true,
      status: "published",
      report_count: null,
    });
  });

  test("is done once for each product, also at once", async () => {
    const { id } = await newProduct();
    const buyer = await newBuyer(id);
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => createReview(buyer, { id, ...WORDS })));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(createReview(buyer, { id, ...WORDS })).rejects.toMatchObject({
      code: "already_reviewed",
      details: { review: expect.any(Number) },
    });
    expect(await ratingOf(id)).toEqual(["4.0", 1]);
  });

  test("tells all that is wrong with it", async () => {
    const { id } = await newProduct();
    await expect(
      createReview(await newUser(), { id, rating: 6, title: " ", body: "x".repeat(4001) }),
    ).rejects.toMatchObject({
      fields: { rating: [expect.any(String)], title: [expect.any(String)], body: [expect.any(String)] },
    });
  });

  test("keeps text as it was typed", async () => {
    const body = `<script>alert(1)</script> **bold** [x](javascript:alert(1))\nnext line`;
    const { review } = await newReview({ body });
    expect(review.body).toBe(body);
  });

  test("names a first name and an initial, and never a mail's address", async () => {
    const { id } = await newProduct({ stock: 9 });
    const author = await newBuyer(id);
    author.user.username = "robin@mail.example";
    const review = await createReview(author, { id, ...WORDS });
    expect(review.author).toBe("robin");
  });
});

describe("the product's rating", () => {
  test("is that of its published reviews, when many write, change and delete at once", async () => {
    const { id } = await newProduct({ stock: 100 });
    const buyers: UserContext[] = [];
    for (let made = 0; made < 8; made++) buyers.push(await newBuyer(id));
    const made = await Promise.all(
      buyers.map((buyer, index) => createReview(buyer, { id, ...WORDS, rating: 1 + (index % 5) })),
    );
    expect(await ratingOf(id)).toEqual(["2.6", 8]);
    await Promise.all(
      made.map((review, index) => {
        const buyer = buyers[index] as UserContext;
        return index % 2 ? deleteReview(buyer, { id: review.id }) : changeReview(buyer, { id: review.id, rating: 5 });
      }),
    );
    expect(await ratingOf(id)).toEqual(["5.0", 4]);
  });

  test("is told as 4.0 of a product that is found with 4 stars and more", async () => {
    const { product } = await newReview({ rating: 3 });
    const others = Array.from({ length: 18 }, () => ({ ...WORDS, product_id: product, author: "Robin" }));
    await db()
      .insert(reviews)
      .values(others.map((other) => ({ ...other, status: "published" as const })));
    const context = await newBuyer(product);
    await createReview(context, { id: product, ...WORDS });
    const { category, rating, review_count } = await getProduct(context, { id: product });
    expect([rating, review_count]).toEqual([4, 20]);
    const { results } = await listProducts(context, { category: category.id, rating__gte: 4 });
    expect(results.map(({ id }) => id)).toEqual([product]);
  });

  test("is none without any", async () => {
    const { product, author, review } = await newReview();
    await deleteReview(author, { id: review.id });
    expect(await ratingOf(product)).toEqual([null, 0]);
    expect(author.touched).toContain(`reviews:${product}`);
  });
});

describe("reading", () => {
  test("tells how many gave how many stars, whatever part of them is shown", async () => {
    const { product, author } = await newReview({ rating: 5 });
    for (const rating of [5, 2]) await createReview(await newBuyer(product), { id: product, ...WORDS, rating });
    const { count, results, summary } = await listProductReviews(author, { id: product, rating: 2 });
    expect([count, results.length]).toEqual([1, 1]);
    expect(summary).toEqual({
      rating: 4,
      review_count: 3,
      histogram: [
        { rating: 5, count: 2 },
        { rating: 4, count: 0 },
        { rating: 3, count: 0 },
        { rating: 2, count: 1 },
        { rating: 1, count: 0 },
      ],
    });
  });

  test("can begin with the most helpful, the best and the oldest, and search", async () => {
    const { product, author, review } = await newReview({ rating: 3, body: "Too small." });
    const second = await createReview(await newBuyer(product), { id: product, ...WORDS, rating: 5 });
    await voteForReview(await newUser(), { id: review.id });
    const ids = async (query: object) =>
      (await listProductReviews(author, { id: product, ...query })).results.map(({ id }) => id);
    expect(await ids({})).toEqual([second.id, review.id]);
    expect(await ids({ ordering: "created_at" })).toEqual([review.id, second.id]);
    expect(await ids({ ordering: "-helpful_count" })).toEqual([review.id, second.id]);
    expect(await ids({ ordering: "rating" })).toEqual([review.id, second.id]);
    expect(await ids({ ordering: "-rating" })).toEqual([second.id, review.id]);
    expect(await ids({ search: "too SMALL" })).toEqual([review.id]);
  });

  test("shows everybody what is published, and the rest to its author and admins", async () => {
    const { product, author, review } = await newReview();
    const [stranger, admin] = [await newUser(), await newUser("admin")];
    await changeReview(admin, { id: review.id, status: "rejected" });
    expect(await seenBy(stranger, product)).toBe(0);
    await expect(getReview(stranger, { id: review.id })).rejects.toMatchObject({ status: 404 });
    await expect(voteForReview(stranger, { id: review.id })).rejects.toMatchObject({ status: 404 });
    expect(await getReview(author, { id: review.id })).toMatchObject({ status: "rejected", report_count: null });
    expect(await getReview(admin, { id: review.id })).toMatchObject({ status: "rejected", report_count: 0 });
    expect((await listReviews(author, {})).count).toBe(1);
    expect((await listReviews(stranger, {})).count).toBe(0);
    expect((await listReviews(admin, { product, status: "rejected" })).count).toBe(1);
    expect((await listReviews(admin, { product, status: "published" })).count).toBe(0);
  });
});

describe("changing", () => {
  test("what a review says is its author's, whether it is published an admin's", async () => {
    const { product, author, review } = await newReview();
    const [stranger, admin] = [await newUser(), await newUser("admin")];
    const { id } = review;
    await expect(changeReview(stranger, { id, body: "x" })).rejects.toMatchObject({ status: 404 });
    await expect(changeReview(admin, { id, body: "x" })).rejects.toMatchObject({ status: 403 });
    await expect(changeReview(author, { id, status: "rejected" })).rejects.toMatchObject({ status: 403 });
    expect(await changeReview(author, { id, ...WORDS, status: "published", rating: 1 })).toMatchObject({ rating: 1 });
    expect(await ratingOf(product)).toEqual(["1.0", 1]);
    await changeReview(admin, { id, status: "rejected" });
    expect(await ratingOf(product)).toEqual([null, 0]);
    const about = and(eq(audit_log.object_type, "review"), eq(audit_log.object_id, String(id)));
    const row = one(await db().select().from(audit_log).where(about));
    expect(row).toMatchObject({ action: "moderate_review", actor_id: admin.user.id, after: { status: "rejected" } });
  });

  test("what was rejected is not published by writing it anew", async () => {
    const { product, author, review } = await newReview();
    await changeReview(await newUser("admin"), { id: review.id, status: "rejected" });
    expect(await changeReview(author, { id: review.id, body: "Once more." })).toMatchObject({ status: "pending" });
    for (let times = 0; times < 2; times++) {
      const [{ id } = review] = (await listReviews(author, {})).results;
      await deleteReview(author, { id });
      expect(await createReview(author, { id: product, ...WORDS })).toMatchObject({ status: "pending" });
    }
    expect(await ratingOf(product)).toEqual([null, 0]);
  });

  test("nor is what an admin deleted, or what was reported and taken back", async () => {
    for (const isReported of [true, false]) {
      const { product, author, review } = await newReview();
      if (isReported) await reportReview(await newUser(), { id: review.id });
      await deleteReview(isReported ? author : await newUser("admin"), { id: review.id });
      expect(await createReview(author, { id: product, ...WORDS })).toMatchObject({ status: "pending" });
    }
    const { product, author, review } = await newReview();
    await deleteReview(author, { id: review.id });
    expect(await createReview(author, { id: product, ...WORDS })).toMatchObject({ status: "published" });
  });

  test("what is reported waits for an admin, whatever its author sends back", async () => {
    const { author, review } = await newReview();
    const { id } = review;
    await reportReview(await newUser(), { id });
    await changeReview(author, { id, ...WORDS, status: "published" });
    expect(await getReview(await newUser("admin"), { id })).toMatchObject({ report_count: 1 });
  });
});

describe("in a shop that reads reviews first", () => {
  afterEach(() => void Object.assign(STORE, { reviews_appear: "at_once" }));

  test("one waits until an admin has published it, and again when it is changed", async () => {
    Object.assign(STORE, { reviews_appear: "when_approved" });
    const { product, author, review } = await newReview();
    expect([review.status, ...(await ratingOf(product))]).toEqual(["pending", null, 0]);
    const admin = await newUser("admin");
    await changeReview(admin, { id: review.id, status: "published" });
    expect(await ratingOf(product)).toEqual(["4.0", 1]);
    expect(await changeReview(author, { id: review.id, body: "More." })).toMatchObject({ status: "pending" });
    expect(await ratingOf(product)).toEqual([null, 0]);
  });
});

describe("votes and reports", () => {
  test("count once for each person, also at once, and can be taken back", async () => {
    const { review } = await newReview();
    const { id } = review;
    const [reader, other] = [await newUser(), await newUser()];
    await Promise.all([1, 2, 3].flatMap(() => [voteForReview(reader, { id }), voteForReview(other, { id })]));
    expect(await getReview(reader, { id })).toMatchObject({ helpful_count: 2, is_helpful: true });
    await withdrawVote(reader, { id });
    expect(await getReview(reader, { id })).toMatchObject({ helpful_count: 1, is_helpful: false });
    await expect(withdrawVote(reader, { id })).rejects.toMatchObject({ status: 404 });
    for (const who of [reader, reader, other]) await reportReview(who, { id, reason: "Not about it" });
    const admin = await newUser("admin");
    expect(await getReview(admin, { id })).toMatchObject({ report_count: 2 });
    const queue = async (is_reported: boolean) =>
      (await listReviews(admin, { product: review.product, is_reported })).count;
    expect([await queue(true), await queue(false)]).toEqual([1, 0]);
    await changeReview(admin, { id, status: "published" });
    expect([await queue(true), await queue(false)]).toEqual([0, 1]);
    await reportReview(reader, { id });
    expect(await queue(true)).toBe(1);
  });

  test("are for what others wrote", async () => {
    const { author, review } = await newReview();
    await expect(voteForReview(author, { id: review.id })).rejects.toMatchObject({ code: "own_review" });
    await expect(reportReview(author, { id: review.id })).rejects.toMatchObject({ code: "own_review" });
  });
});

test("a closed account leaves its reviews without its name", async () => {
  const { product, author, review } = await newReview();
  author.touched.clear();
  await closeAccount(author, { id: author.user.id });
  expect(author.touched).toContain(`reviews:${product}`);
  const row = one(await db().select().from(reviews).where(eq(reviews.id, review.id)));
  expect(row).toMatchObject({ user_id: null, author: "A former customer", status: "published" });
});
