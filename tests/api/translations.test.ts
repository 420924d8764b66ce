import { eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { products, shipping_methods } from "@/db/schema";
import { STANDARD_METHODS } from "@/db/seed/shipping";
import { addToCart } from "@/domain/cart/add-to-cart";
import { getCart } from "@/domain/cart/cart-items";
import { listProducts } from "@/domain/catalog/list-products";
import { suggest } from "@/domain/search/suggest";
import { LOCALE_HEADER } from "@/model/locales";
import { newProduct, newToken, newUser } from "@/tests/helpers";

import { send } from "./routes";

type Body = Record<string, unknown>;
const bodyOf = async (response: Promise<Response>) => (await (await response).json()) as Body;

let admin = "";
beforeAll(async () => {
  await db()
    .insert(shipping_methods)
    .values([...STANDARD_METHODS])
    .onConflictDoNothing();
  admin = await newToken(await newUser("admin"));
});
const say = (object: number | string, texts: object, more: object = {}) =>
  send("POST /translations/", {
    token: admin,
    body: { kind: "product", object: String(object), locale: "de", texts, ...more },
  });
const german = (accept = "de-AT, de;q=0.9, en;q=0.5") => ({ "Accept-Language": accept });
const named = async (id: number, headers: Record<string, string>) =>
  (await bodyOf(send("GET /products/{id}/", { id, headers })))["name"];

describe("translations", () => {
  test("are made, read, replaced, changed and deleted by an admin", async () => {
    const { id: product } = await newProduct();
    const made = await say(product, { name: "Becher", tagline: "Für den Morgen." });
    const translation = await bodyOf(Promise.resolve(made));
    expect([made.status, translation]).toEqual([
      201,
      {
        id: expect.any(Number),
        kind: "product",
        object: String(product),
        locale: "de",
        texts: { name: "Becher", tagline: "Für den Morgen." },
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    const at = { token: admin, id: Number(translation["id"]) };
    expect(await bodyOf(send("GET /translations/{id}/", at))).toEqual(translation);
    const query = `?kind=product&object=${product}&locale=de`;
    expect(await bodyOf(send("GET /translations/", { token: admin, query }))).toMatchObject({
      count: 1,
      results: [translation],
    });
    const patch = send("PATCH /translations/{id}/", { ...at, body: { texts: { name: "Tasse" } } });
    expect(await bodyOf(patch)).toMatchObject({ texts: { name: "Tasse", tagline: "Für den Morgen." } });
    const put = send("PUT /translations/{id}/", { ...at, body: { texts: { name: "Krug" } } });
    expect((await bodyOf(put))["texts"]).toEqual({ name: "Krug" });
    expect(await named(product, german())).toBe("Krug");
    expect((await send("DELETE /translations/{id}/", at)).status).toBe(204);
    expect((await send("DELETE /translations/{id}/", at)).status).toBe(404);
    expect(await named(product, german())).toMatch(/^Mug /);
  });

  test("name what there is, once in each language that the shop speaks", async () => {
    const { id } = await newProduct();
    await say(id, { name: "Becher" });
    const refused = async (...given: Parameters<typeof say>) => {
      const response = await say(...given);
      return [response.status, await response.json()];
    };
    expect(await refused(id, { name: "Becher" })).toEqual([
      400,
      { object: ["There is a translation into this language already."] },
    ]);
    expect(await refused("999999999", { name: "Becher" })).toEqual([
      400,
      { object: ['Invalid pk "999999999" - object does not exist.'] },
    ]);
    expect((await refused("nothing", {}, { kind: "shipping_method" }))[0]).toBe(400);
    expect(await refused(id, { name: "x" }, { locale: "en" })).toEqual([
      400,
      { locale: ['"en" is not a valid choice.'] },
    ]);
    expect(await refused(id, { name: "x" }, { kind: "order" })).toEqual([
      400,
      { kind: ['"order" is not a valid choice.'] },
    ]);
    expect((await send("GET /translations/", { token: await newToken(await newUser()) })).status).toBe(403);
  });

  test("are told to who prefers the language, and to nobody else", async () => {
    const { id } = await newProduct();
    await say(id, { name: "Becher" });
    for (const accept of ["de", "de-AT, en;q=0.8", "it, de;q=0.4", "en;q=0.1, DE"])
      expect(await named(id, german(accept))).toBe("Becher");
    for (const accept of ["", "en, de;q=0.9", "it", "de;q=0", "*"])
      expect(await named(id, german(accept))).toMatch(/^Mug /);
    const response = await send("GET /products/{id}/", { id, headers: german() });
    expect(response.headers.get("vary")).toContain("Accept-Language");
    // An admin reads what is kept: it may be written back.
    const kept = await bodyOf(send("GET /products/{id}/", { id, token: admin, headers: german() }));
    expect(kept["name"]).toMatch(/^Mug /);
  });

  test("are what the cart, lists, categories and deliveries say", async () => {
    const product = await newProduct();
    await say(product.id, { name: "Becher" });
    await say(product.category_id, { name: "Geschirr", description: "Zum Essen." }, { kind: "category" });
    await say("standard", { name: "Normal" }, { kind: "shipping_method" });
    const context = { ...(await newUser()), locale: "de" as const };
    await addToCart(context, { product_id: product.id });
    expect((await getCart(context, {})).items).toMatchObject([
      { product: { name: "Becher", category: { name: "Geschirr" } } },
    ]);
    const category = { id: product.category_id, headers: german() };
    expect(await bodyOf(send("GET /categories/{id}/", category))).toMatchObject({
      name: "Geschirr",
      description: "Zum Essen.",
    });
    const list = await listProducts(context, { category: String(product.category_id), facets: true });
    expect(list.facets?.categories).toContainEqual(expect.objectContaining({ name: "Geschirr" }));
    const methods = await bodyOf(send("GET /shipping-methods/", { headers: german() }));
    expect(methods["results"]).toContainEqual(expect.objectContaining({ code: "standard", name: "Normal" }));
  });

  test("are what a comparison says, its rows as well", async () => {
    const color = `Moss ${crypto.randomUUID()}`;
    const [one, other] = [await newProduct({ price: "20.00", stock: 2 }), await newProduct({ stock: 0 })];
    const colors = [{ name: color, hex: "#556b2f" }];
    await db()
      .update(products)
      .set({ colors })
      .where(inArray(products.id, [one.id, other.id]));
    await say(color, { name: "Moos" }, { kind: "option" });
    const query = `?ids=${one.id},${other.id}`;
    const compared = await bodyOf(send("GET /products/compare/", { query, headers: german() }));
    expect(compared["rows"]).toEqual(
      expect.arrayContaining([
        { label: "Preis", values: [expect.stringMatching(/^20,00\s\$$/), expect.any(String)] },
        { label: "Verfügbarkeit", values: ["Nur noch 2", "Ausverkauft"] },
        { label: "Farben", values: ["Moos", "Moos"] },
      ]),
    );
  });
});

test("a page of the shop is refused in its language, a program in English", async () => {
  const refusalTo = async (headers: Record<string, string>) =>
    bodyOf(send("POST /products/", { token: await newToken(await newUser()), headers, body: {} }));
  expect(await refusalTo({ [LOCALE_HEADER]: "de" })).toMatchObject({ detail: "Das dürfen Sie nicht tun." });
  for (const headers of [german(), { [LOCALE_HEADER]: "en" }, { [LOCALE_HEADER]: "xx" }])
    expect(await refusalTo(headers)).toMatchObject({ detail: "You do not have permission to perform this action." });
});

describe("searching in a language", () => {
  const within = (locale: "en" | "de") => ({ ...publicContext(), locale });
  const find = async (search: string, locale: "en" | "de" = "de") =>
    (await listProducts(within(locale), { search, page_size: "50" })).results.map(({ id }) => id);

  test("finds what was translated by its stems and by slips, and is not found by in another", async () => {
    const { id } = await newProduct();
    const made = await bodyOf(say(id, { name: "Quarzschüssel", description: "Für Suppentöpfe." }));
    expect(await find("quarzschüsseln")).toEqual([id]);
    expect(await find("quarzschussel")).toEqual([id]);
    expect(await find("quarzschüsel")).toEqual([id]);
    expect(await find("suppentopf")).toEqual([id]);
    expect(await find("quarzschüssel", "en")).toEqual([]);
    expect((await suggest(within("de"), { search: "quarzs" })).products).toMatchObject([{ id, name: "Quarzschüssel" }]);
    await send("DELETE /translations/{id}/", { token: admin, id: Number(made["id"]) });
    expect(await find("quarzschüssel")).toEqual([]);
  });

  test("finds what was not translated by the words of the catalog", async () => {
    const { id } = await newProduct();
    const word = "quillwork";
    await db().update(products).set({ description: word }).where(eq(products.id, id));
    expect(await find(word)).toEqual([id]);
    await say(id, { name: "Zwillingsbecher", description: "" });
    expect(await find(word)).toEqual([]);
    expect(await find(word, "en")).toEqual([id]);
  });

  test("finds by the names of colors and categories", async () => {
    const product = await newProduct();
    await say(product.id, { name: "Ding" });
    await say(product.category_id, { name: "Glasperlenkunst" }, { kind: "category" });
    expect(await find("glasperlenkunst")).toEqual([product.id]);
    expect((await suggest(within("de"), { search: "glasperlen" })).categories).toMatchObject([
      { name: "Glasperlenkunst" },
    ]);
  });
});
