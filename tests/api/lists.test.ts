import { beforeAll, describe, expect, test } from "vitest";

import { newCategory, newProduct, newToken, newUser } from "@/tests/helpers";

import { send } from "./routes";

type Body = Record<string, unknown>;

let admin = "";
beforeAll(async () => {
  admin = await newToken(await newUser("admin"));
});
const bodyOf = async (response: Response | Promise<Response>) => (await (await response).json()) as Body;

describe("lists", () => {
  test("filters name what they mean, and a known one with a bad value is told", async () => {
    const { category_id, id } = await newProduct({ price: "77.77", stock: 0 });
    const list = (query: string) => send("GET /products/", { query: `?category=${category_id}&${query}` });
    const count = async (query: string) => (await bodyOf(list(query)))["count"];
    expect(await count("price__gte=77.77&price__lte=78")).toBe(1);
    expect(await count("price__gte=77.78")).toBe(0);
    expect(await count("in_stock=true")).toBe(0);
    expect(await count("in_stock=false")).toBe(1);
    expect(await count("on_sale=true")).toBe(0);
    expect(await count("size=M")).toBe(0);
    expect(await count("search=%25")).toBe(0);
    expect(await count("unknown=1")).toBe(1);
    expect((await list("price__gte=abc")).status).toBe(400);
    expect((await list("in_stock=perhaps")).status).toBe(400);
    expect((await bodyOf(send("GET /products/", { query: `?category=${category_id}` })))["results"]).toMatchObject([
      { id },
    ]);
  });

  test("links keep the other parameters, and a page that is none is told as Django does", async () => {
    const { id } = await newCategory();
    for (const name of ["A", "B", "C"])
      await send("POST /products/", { token: admin, body: { name, price: 1, category_id: id } });
    const list = (query: string) => send("GET /products/", { query: `?category=${id}&${query}` });
    const base = `http://shop.test/api/v1/products/?category=${id}`;
    expect(await bodyOf(list("page_size=1&page=2&ordering=name"))).toMatchObject({
      count: 3,
      next: `${base}&page_size=1&page=3&ordering=name`,
      previous: `${base}&page_size=1&ordering=name`,
      results: [{ name: "B" }],
    });
    expect(await bodyOf(list("page_size=2&page=last"))).toMatchObject({ next: null, results: [{}] });
    for (const page of ["0", "-1", "abc", "", "4", "1e3"]) {
      const response = await list(`page_size=1&page=${page}`);
      expect([page, response.status, await response.json()]).toEqual([
        page,
        404,
        { detail: "Invalid page.", code: "not_found" },
      ]);
    }
    expect(((await bodyOf(list("page_size=1000")))["results"] as unknown[]).length).toBe(3);
    const nothing = await send("GET /products/", { query: "?search=zzzzzz" });
    expect(await nothing.json()).toEqual({ count: 0, next: null, previous: null, results: [] });
  });

  test("facets count what each value would leave, with the other filters as they are", async () => {
    const { id: category } = await newCategory();
    const make = (fields: object) =>
      send("POST /products/", { token: admin, body: { name: "F", category_id: category, price: 10, ...fields } });
    await make({
      variants: [
        { size: "S", color: "Red", stock: 1 },
        { size: "L", color: "Blue", stock: 0 },
      ],
    });
    await make({ price: 20, compare_at_price: 30, variants: [{ size: "S", color: "Blue", stock: 2 }] });
    await make({ price: 30, stock: 5, sizes: ["S", "M"] });
    type Facets = {
      sizes: Counted[];
      colors: Counted[];
      categories: { count: number }[];
      price: object;
      in_stock: number;
      on_sale: number;
    };
    type Counted = { value: string; count: number };
    const list = async (query: string) =>
      (await bodyOf(send("GET /products/", { query: `?category=${category}&${query}` }))) as Body & {
        count: number;
        facets: Facets;
      };
    expect((await list("")).facets).toBeUndefined();
    for (const others of [
      "",
      "color=Blue",
      "size=S",
      "in_stock=true",
      "in_stock=false",
      "price__gte=15",
      "size=S&color=Blue&in_stock=true",
    ]) {
      const { facets } = await list(`${others}&facets=1`);
      const but = (...names: string[]) =>
        others
          .split("&")
          .filter((part) => !names.includes(part.split("=")[0] ?? ""))
          .join("&");
      for (const { value, count } of facets.sizes)
        expect([others, value, (await list(`${but("size")}&size=${value}`)).count]).toEqual([others, value, count]);
      for (const { value, count } of facets.colors)
        expect([others, value, (await list(`${but("color")}&color=${value}`)).count]).toEqual([others, value, count]);
      expect(facets.in_stock).toBe((await list(`${but("in_stock")}&in_stock=true`)).count);
      expect(facets.on_sale).toBe((await list(`${others}&on_sale=true`)).count);
      expect(facets.categories.find((one) => (one as { id?: number }).id === category)?.count ?? 0).toBe(
        (await list(others)).count,
      );
    }
    expect((await list("facets=1")).facets.price).toEqual({ min: "10.00", max: "30.00" });
  });
});
