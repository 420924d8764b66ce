import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/db";
import { audit_log, shipping_methods, tax_rates } from "@/db/schema";
import { newDiscount, newProduct, newToken, newUser } from "@/tests/helpers";

import { send } from "./routes";

type Body = Record<string, unknown>;
const bodyOf = async (response: Response) => (await response.json()) as Body;

let admin = "";
beforeAll(async () => {
  admin = await newToken(await newUser("admin"));
});
const code = () => `API-${crypto.randomUUID().slice(0, 8)}`.toUpperCase();
const create = (body: object) => send("POST /discounts/", { token: admin, body });

describe("discount codes", () => {
  test("are made, read, replaced, changed and deleted by an admin", async () => {
    const name = code();
    const made = await create({
      code: name.toLowerCase(),
      kind: "percent",
      value: 15,
      ends_at: "2099-01-01T00:00:00+02:00",
    });
    const discount = await bodyOf(made);
    expect([made.status, discount]).toEqual([
      201,
      {
        id: expect.any(Number),
        code: name,
        kind: "percent",
        value: "15.00",
        minimum_subtotal: "0.00",
        starts_at: null,
        ends_at: "2098-12-31T22:00:00.000Z",
        total_limit: null,
        per_person_limit: null,
        used: 0,
        is_active: true,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    const at = { token: admin, id: Number(discount["id"]) };
    expect(await bodyOf(await send("GET /discounts/{id}/", at))).toEqual(discount);
    // What was read can be sent back.
    expect(await bodyOf(await send("PUT /discounts/{id}/", { ...at, body: { ...discount, used: 9 } }))).toMatchObject({
      value: "15.00",
      used: 0,
    });
    expect(
      await bodyOf(await send("PATCH /discounts/{id}/", { ...at, body: { kind: "free_shipping", ends_at: null } })),
    ).toMatchObject({ kind: "free_shipping", value: "0.00", ends_at: null });
    expect((await send("DELETE /discounts/{id}/", at)).status).toBe(204);
    expect((await send("DELETE /discounts/{id}/", at)).status).toBe(404);
    const entries = await db().select().from(audit_log);
    expect(
      entries.filter(({ object_id, object_type }) => object_type === "discount" && object_id === String(at.id)),
    ).toHaveLength(4);
  });

  test.each([
    [{}, { code: ["This field is required."], kind: ["This field is required."] }],
    [
      { code: "FÜNF", kind: "amount", value: 5 },
      { code: ["Enter letters without accents, numbers, hyphens or underscores."] },
    ],
    [{ code: "A", kind: "half", value: 5 }, { kind: ['"half" is not a valid choice.'] }],
    [{ code: "A", kind: "percent" }, { value: ["Ensure this value is greater than 0.00."] }],
    [
      { code: "A", kind: "percent", value: "100.01" },
      { value: ["Ensure this value is less than or equal to 100.00."] },
    ],
    [{ code: "A", kind: "amount", value: 0 }, { value: ["Ensure this value is greater than 0.00."] }],
    [{ code: "A", kind: "free_shipping", value: 5 }, { value: ["Free shipping has no value of its own."] }],
    [
      { code: "A", kind: "amount", value: 5, total_limit: 0 },
      { total_limit: ["Ensure this value is greater than or equal to 1."] },
    ],
    [
      { code: "A", kind: "amount", value: 5, starts_at: "2026-02-01T00:00:00Z", ends_at: "2026-02-01T00:00:00Z" },
      { ends_at: ["Enter a time after the beginning."] },
    ],
    [
      { code: "A", kind: "amount", value: 5, ends_at: "0000-01-01T00:00:00Z" },
      { ends_at: ["Enter a date after the year 0."] },
    ],
    [
      { code: "A", kind: "amount", value: 5, ends_at: "soon" },
      { ends_at: [expect.stringContaining("Datetime has wrong format.")] },
    ],
    [
      { code: "A", kind: "amount", value: 5, ends_at: "9999-12-31T23:59:59-12:00" },
      { ends_at: ["Enter a date before the year 10000."] },
    ],
  ])("made of %j are refused", async (body, fields) => {
    const response = await create(body);
    expect([response.status, await response.json()]).toEqual([400, fields]);
  });

  test("are there once, in capitals or not, also when two are made at once", async () => {
    const name = code();
    const answers = await Promise.all(
      [name, name.toLowerCase()].map((one) => create({ code: one, kind: "amount", value: "5.00" })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect(await refused?.json()).toEqual({ code: ["A discount with this code already exists."] });
  });

  test("are judged by what they are after the change", async () => {
    const { id } = await newDiscount({ kind: "amount", value: "150.00", ends_at: new Date("2026-01-01T00:00:00Z") });
    const change = async (body: object) => {
      const response = await send("PATCH /discounts/{id}/", { token: admin, id, body });
      return [response.status, await response.json()];
    };
    expect(await change({ kind: "percent" })).toEqual([
      400,
      { value: ["Ensure this value is less than or equal to 100.00."] },
    ]);
    expect(await change({ starts_at: "2026-01-02T00:00:00Z" })).toEqual([
      400,
      { ends_at: ["Enter a time after the beginning."] },
    ]);
    const other = await newDiscount();
    expect(await change({ code: other.code.toLowerCase() })).toEqual([
      400,
      { code: ["A discount with this code already exists."] },
    ]);
  });

  test("are listed newest first, searched and narrowed", async () => {
    const [first, second] = [await newDiscount({ is_active: false }), await newDiscount()];
    const list = async (query: string) => bodyOf(await send("GET /discounts/", { token: admin, query }));
    expect((await list("?page_size=2"))["results"]).toMatchObject([{ id: second.id }, { id: first.id }]);
    expect(await list(`?search=${first.code.toLowerCase()}`)).toMatchObject({ count: 1, results: [{ id: first.id }] });
    expect(await list(`?search=${first.code}&is_active=true`)).toMatchObject({ count: 0 });
  });
});

describe("over the API a shopper", () => {
  test("puts a code on the cart, orders with it, and is told when it is too late", async () => {
    const { code: name, id } = await newDiscount({ kind: "amount", value: "5.00" });
    const shopper = await newUser();
    const token = await newToken(shopper);
    const product = await newProduct({ price: "12.00" });
    const add = () => send("POST /cart/", { token, body: { product_id: product.id } });
    await add();
    const refused = await send("POST /cart/discount/", { token, body: { code: "nothing" } });
    expect([refused.status, await refused.json()]).toEqual([400, { code: ['"nothing" is not a code of ours.'] }]);
    const applied = await send("POST /cart/discount/", { token, body: { code: name } });
    expect([applied.status, await applied.json()]).toMatchObject([
      200,
      { discount_code: name, discount_price: "5.00", total_price: "7.00" },
    ]);
    const placed = await send("POST /orders/", { token, body: { shipping_address: "x", expected_total: "7.00" } });
    expect([placed.status, await placed.json()]).toMatchObject([
      201,
      { discount_code: name, discount_price: "5.00", total_price: "7.00", included_tax: "0.00" },
    ]);
    await add();
    await send("POST /cart/discount/", { token, body: { code: name } });
    await send("PATCH /discounts/{id}/", { token: admin, id, body: { is_active: false } });
    const late = await send("POST /orders/", { token, body: { shipping_address: "x" } });
    expect([late.status, await late.json()]).toEqual([
      409,
      { detail: `"${name}" is not a code of ours.`, code: "discount_unavailable" },
    ]);
    expect((await send("DELETE /cart/discount/", { token })).status).toBe(204);
    expect((await send("DELETE /cart/discount/", { token })).status).toBe(404);
    expect((await send("POST /orders/", { token, body: { shipping_address: "x" } })).status).toBe(201);
  });

  test("finds the ways of delivery and the rates of tax of a country", async () => {
    const method = { name: "Post", price: "6.00", min_days: 1, max_days: 2 };
    await db()
      .insert(shipping_methods)
      .values([
        { ...method, code: "everywhere", position: 1 },
        { ...method, code: "alps", countries: ["AT", "CH"] },
        { ...method, code: "gone", is_active: false },
      ]);
    await db().insert(tax_rates).values({ country: "AT", name: "VAT", rate: "0.2000" });
    const codes = async (query: string) =>
      ((await bodyOf(await send("GET /shipping-methods/", { query })))["results"] as { code: string }[]).map(
        (one) => one.code,
      );
    expect(await codes("")).toEqual(["alps", "everywhere"]);
    expect(await codes("?country=at")).toEqual(["alps", "everywhere"]);
    expect(await codes("?country=DE")).toEqual(["everywhere"]);
    const wrong = await send("GET /shipping-methods/", { query: "?country=Austria" });
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { country: ["Enter a two-letter country code, such as US."] },
    ]);
    expect(await bodyOf(await send("GET /tax-rates/", { query: "?country=AT" }))).toEqual({
      count: 1,
      next: null,
      previous: null,
      results: [{ country: "AT", name: "VAT", rate: "0.2000" }],
    });
    const token = await newToken(await newUser());
    const cart = await send("PATCH /cart/", { token, body: { country: "AT" } });
    expect([cart.status, await cart.json()]).toMatchObject([200, { country: "AT", tax_rate: "0.2000" }]);
  });
});
