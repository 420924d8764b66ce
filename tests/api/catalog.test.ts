import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/db";
import { inventory_pools, order_items, stock_movements, variants } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { newCategory, newProduct, newToken, newUser, one } from "@/tests/helpers";

import { send } from "./routes";

type Body = Record<string, unknown> & {
  id: number;
  stock: number;
  variants: { id: number; size: string; stock: number; price: string }[];
};

let admin = "";
beforeAll(async () => {
  admin = await newToken(await newUser("admin"));
});

const bodyOf = async (response: Response | Promise<Response>) => (await (await response).json()) as Body;
const create = async (fields: object = {}) => {
  const { id } = await newCategory();
  return send("POST /products/", { token: admin, body: { name: "Boot", price: "19.90", category_id: id, ...fields } });
};
const change = (id: number, body: unknown) => send("PATCH /products/{id}/", { token: admin, id, body });

describe("creating a product", () => {
  test("name, price and category are enough", async () => {
    const response = await create({ price: 5 });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      name: "Boot",
      price: "5.00",
      stock: 0,
      image: "",
      sizes: [],
      description: "",
      is_active: true,
      category: { id: expect.any(Number), name: expect.any(String) },
      variants: [{ size: "", stock: 0, price: "5.00" }],
    });
  });

  test("stock beside sizes is one pool that all share, and reads back as written", async () => {
    const product = await bodyOf(create({ stock: 5, sizes: ["S", "M"] }));
    expect(product).toMatchObject({
      stock: 5,
      sizes: ["S", "M"],
      variants: [
        { size: "S", stock: 5 },
        { size: "M", stock: 5 },
      ],
    });
    const shopper = await newUser();
    expect(await addToCart(shopper, { product_id: product.id })).toMatchObject({ size: "", quantity: 1 });
    await addToCart(shopper, { product_id: product.id, size: "M", quantity: 3 });
    await placeOrder(shopper, { shipping_address: "x" });
    expect(await bodyOf(send("GET /products/{id}/", { id: product.id }))).toMatchObject({
      stock: 1,
      variants: [{ stock: 1 }, { stock: 1 }],
    });
  });

  test("variants with stocks of their own are added up", async () => {
    const kinds = [
      { size: "S", stock: 2 },
      { size: "L", stock: "3", price: "25.00" },
    ];
    expect(await bodyOf(create({ variants: kinds }))).toMatchObject({
      stock: 5,
      price_max: "25.00",
      sizes: ["S", "L"],
      variants: [
        { stock: 2, price: "19.90" },
        { stock: 3, price: "25.00" },
      ],
    });
  });

  test("all that is wrong is named at once, in the words of Django REST framework", async () => {
    const response = await send("POST /products/", { token: admin, body: {} });
    const required = ["This field is required."];
    expect([response.status, await response.json()]).toEqual([
      400,
      { name: required, price: required, category_id: required },
    ]);
  });

  test.each([
    [{ name: "" }, { name: ["This field may not be blank."] }],
    [{ name: null }, { name: ["This field may not be null."] }],
    [{ name: ["x"] }, { name: ["Not a valid string."] }],
    [{ name: "a\0b" }, { name: ["Null characters are not allowed."] }],
    [{ price: "abc" }, { price: ["A valid number is required."] }],
    [{ price: "1.999" }, { price: ["Ensure that there are no more than 2 decimal places."] }],
    [{ price: -0.01 }, { price: ["Ensure this value is greater than or equal to 0.00."] }],
    [{ price: "123456789" }, { price: ["Ensure that there are no more than 10 digits in total."] }],
    [{ stock: "x" }, { stock: ["A valid integer is required."] }],
    [{ stock: -1 }, { stock: ["Ensure this value is greater than or equal to 0."] }],
    [{ stock: 2 ** 31 }, { stock: ["Ensure this value is less than or equal to 2147483647."] }],
    [{ stock: 1.5 }, { stock: ["A valid integer is required."] }],
    [{ stock: true }, { stock: ["A valid integer is required."] }],
    [{ category_id: 999_999 }, { category_id: ['Invalid pk "999999" - object does not exist.'] }],
    [{ category_id: "x" }, { category_id: ["Incorrect type. Expected pk value, received str."] }],
    [{ sizes: "S" }, { sizes: ['Expected a list of items but got type "str".'] }],
    [{ sizes: [null] }, { sizes: { 0: ["This field may not be null."] } }],
  ])("%j is refused with %j", async (wrong, expected) => {
    const response = await create(wrong);
    expect([response.status, await response.json()]).toEqual([400, expected]);
  });

  test("fields that are read-only or unknown are ignored", async () => {
    const response = await create({
      id: 1,
      rating: 5,
      review_count: 99,
      nonsense: true,
      __proto__: { is_featured: true },
    });
    expect(await bodyOf(response)).toMatchObject({ rating: null, review_count: 0, is_featured: false });
  });

  test("ten of one name have ten addresses", async () => {
    const made = await Promise.all(Array.from({ length: 10 }, async () => bodyOf(create({ name: "Twin Bowl" }))));
    expect(new Set(made.map((product) => product["slug"])).size).toBe(10);
  });
});

describe("changing a product", () => {
  test("what was read can be sent back and changes nothing", async () => {
    for (const fields of [
      { stock: 4, sizes: ["S", "M"] },
      {
        variants: [
          { size: "S", stock: 2 },
          { size: "L", stock: 3 },
        ],
      },
      { stock: 7 },
    ]) {
      const made = await bodyOf(create(fields));
      const body = { ...made, category_id: (made["category"] as { id: number }).id };
      const response = await send("PUT /products/{id}/", { token: admin, id: made.id, body });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ ...made, updated_at: expect.any(String) });
    }
  });

  test("PUT needs what is required, PATCH nothing", async () => {
    const { id } = await bodyOf(create());
    const put = await send("PUT /products/{id}/", { token: admin, id, body: { name: "Shoe" } });
    expect(Object.keys(await bodyOf(put))).toEqual(["price", "category_id"]);
    expect(await bodyOf(change(id, { name: "Shoe" }))).toMatchObject({ name: "Shoe", price: "19.90" });
  });

  test("a description that is changed leaves a stock alone that was sold meanwhile", async () => {
    const product = await newProduct({ stock: 5 });
    const shopper = await newUser();
    await addToCart(shopper, { product_id: product.id, quantity: 2 });
    await Promise.all([
      placeOrder(shopper, { shipping_address: "x" }),
      change(product.id, { description: "New words" }),
    ]);
    expect(await bodyOf(send("GET /products/{id}/", { id: product.id }))).toMatchObject({
      description: "New words",
      stock: 3,
    });
  });

  test("stock is what is available: what is reserved stays reserved, and the movements add up", async () => {
    const product = await newProduct({ stock: 5 });
    const shopper = await newUser();
    await addToCart(shopper, { product_id: product.id, quantity: 2 });
    await placeOrder(shopper, { shipping_address: "x" });
    expect(await bodyOf(change(product.id, { stock: 10 }))).toMatchObject({ stock: 10 });
    const pool = one(
      await db()
        .select()
        .from(inventory_pools)
        .where(eq(inventory_pools.id, product.variants[0]?.pool.id ?? 0)),
    );
    expect(pool).toMatchObject({ on_hand: 12, reserved: 2 });
    const moves = await db().select().from(stock_movements).where(eq(stock_movements.pool_id, pool.id));
    expect(moves.reduce((sum, { delta }) => sum + delta, 0)).toBe(12);
  });

  test("sizes can come and go on a shared stock", async () => {
    const { id } = await bodyOf(create({ stock: 5, sizes: ["S", "M"] }));
    expect(await bodyOf(change(id, { sizes: ["M", "L"] }))).toMatchObject({
      sizes: ["M", "L"],
      stock: 5,
      variants: [
        { size: "M", stock: 5 },
        { size: "L", stock: 5 },
      ],
    });
    expect(await bodyOf(change(id, { sizes: [] }))).toMatchObject({ sizes: [], variants: [{ size: "", stock: 5 }] });
  });

  test("variants come, change and go by id or by size", async () => {
    const made = await bodyOf(
      create({
        variants: [
          { size: "S", stock: 2 },
          { size: "L", stock: 3 },
        ],
      }),
    );
    const [small] = made.variants;
    const changed = await bodyOf(
      change(made.id, {
        variants: [
          { id: small?.id, size: "XS", stock: 1 },
          { size: "XXL", stock: 4 },
        ],
      }),
    );
    expect(changed).toMatchObject({
      stock: 5,
      sizes: ["XS", "XXL"],
      variants: [
        { id: small?.id, size: "XS", stock: 1 },
        { size: "XXL", stock: 4 },
      ],
    });
    const refused = await change(made.id, { sizes: ["M"] });
    expect(refused.status).toBe(400);
  });

  test("two admins who set the stock at once leave one of their numbers", async () => {
    const { id } = await bodyOf(create({ stock: 1 }));
    await Promise.all([change(id, { stock: 10 }), change(id, { stock: 20 })]);
    const { stock } = await bodyOf(send("GET /products/{id}/", { id }));
    expect([10, 20]).toContain(stock);
  });

  test("a hidden product is there for admins alone", async () => {
    const { id } = await bodyOf(create());
    await change(id, { is_active: false });
    expect((await send("GET /products/{id}/", { id })).status).toBe(404);
    expect((await send("GET /products/{id}/", { id, token: admin })).status).toBe(200);
  });
});

describe("deleting a product", () => {
  test("keeps the orders that have it, with product null", async () => {
    const product = await newProduct();
    const shopper = await newUser();
    await addToCart(shopper, { product_id: product.id });
    const { id } = await placeOrder(shopper, { shipping_address: "x" });
    expect((await send("DELETE /products/{id}/", { token: admin, id: product.id })).status).toBe(204);
    expect((await send("DELETE /products/{id}/", { token: admin, id: product.id })).status).toBe(404);
    const order = await bodyOf(send("GET /orders/{id}/", { token: await newToken(shopper), id }));
    expect(order["items"]).toMatchObject([{ product: null, product_name: product.name, price: "12.50" }]);
    expect(await db().select().from(order_items).where(eq(order_items.order_id, id))).toHaveLength(1);
  });

  test("leaves nothing of one that nobody bought", async () => {
    const product = await newProduct();
    await send("DELETE /products/{id}/", { token: admin, id: product.id });
    expect(await db().select().from(variants).where(eq(variants.product_id, product.id))).toEqual([]);
  });
});

describe("categories", () => {
  test("a name is enough; the address is made of it", async () => {
    const response = await send("POST /categories/", { token: admin, body: { name: "Déjà Vu & Co." } });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      name: "Déjà Vu & Co.",
      slug: "deja-vu-co",
      product_count: 0,
      image: "",
      picture: null,
    });
  });

  test("one with products is not deleted", async () => {
    const { category_id } = await newProduct();
    const refused = await send("DELETE /categories/{id}/", { token: admin, id: category_id });
    expect([refused.status, await refused.json()]).toEqual([
      409,
      { detail: "This object is still referenced by other objects.", code: "in_use" },
    ]);
    const empty = await newCategory();
    expect((await send("DELETE /categories/{id}/", { token: admin, id: empty.id })).status).toBe(204);
    expect((await send("GET /categories/{id}/", { id: empty.id })).status).toBe(404);
  });

  test("an address that is taken is refused on the field", async () => {
    const [first, second] = [await newCategory(), await newCategory()];
    const response = await send("PATCH /categories/{id}/", { token: admin, id: second.id, body: { slug: first.slug } });
    expect([response.status, await response.json()]).toEqual([
      400,
      { slug: ["category with this slug already exists."] },
    ]);
    expect(
      (await send("PUT /categories/{id}/", { token: admin, id: second.id, body: { name: "Renamed" } })).status,
    ).toBe(200);
  });
});
