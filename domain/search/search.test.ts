import { beforeAll, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { readCatalog } from "@/db/seed/catalog";
import { fillCatalog } from "@/db/seed/fill-catalog";
import { env } from "@/env";
import { newUser } from "@/tests/helpers";

import { listProducts } from "../catalog/list-products";
import { changeCategory, createCategory } from "../catalog/write-categories";
import { changeProduct, createProduct } from "../catalog/write-products";
import { embedProducts } from "./embed-products";
import { suggest } from "./suggest";
import { changeSynonym, createSynonym, deleteSynonym } from "./synonyms";

beforeAll(() => fillCatalog(db(), readCatalog(), new Map()));

const find = (search: string, more: { as_typed?: boolean } = {}) => listProducts(publicContext(), { search, ...more });

/** What is searched for, and the products that belong to the first three. */
const QUERIES: [search: string, ...expected: string[]][] = [
  ["morning mug", "morning-mug"],
  ["mugs half dip", "half-dip-mug"],
  ["half-dip", "half-dip-mug"],
  ["tea cup", "yunomi-cup"],
  ["teacup", "yunomi-cup"],
  ["camp cups", "camp-cup"],
  ["espresso", "espresso-set"],
  ["espreso", "espresso-set"],
  ["beaker", "facet-beaker"],
  ["porcelin", "facet-beaker"],
  ["noodle", "noodle-bowl"],
  ["bowls for serving", "serving-bowl"],
  ["ramen", "noodle-bowl"],
  ["1l", "noodle-bowl"],
  ["1 litre", "noodle-bowl"],
  ["1 liter bowl", "noodle-bowl"],
  ["100 cl", "noodle-bowl"],
  ["3200 ml", "serving-bowl"],
  ["0,35 l", "morning-mug"],
  ["350ml", "morning-mug"],
  ["dinner plates", "dinner-plate"],
  ["plat", "dinner-plate", "crescent-plate"],
  ["amphora", "amphora"],
  ["bud vase", "bud-vase-trio"],
  ["bottel vase", "bottle-vase"],
  ["moonjar", "moon-jar"],
  ["dried flowers", "ring-vase"],
  ["green vase", "fluted-vase", "bottle-vase"],
  ["linen lamp", "linen-lamp"],
  ["tablelamp", "linen-lamp", "mushroom-lamp"],
  ["mashroom", "mushroom-lamp"],
  ["mushrom lamp", "mushroom-lamp"],
  ["pendant lights", "dome-pendant", "washi-pendant"],
  ["pendent", "dome-pendant", "washi-pendant"],
  ["ceiling light", "dome-pendant", "washi-pendant"],
  ["candel", "stoneware-candle", "twist-tapers"],
  ["scented candles", "stoneware-candle"],
  ["travertin", "travertine-arches"],
  ["book-end", "travertine-arches"],
  ["incense", "incense-dish"],
  ["boucle", "boucle-cushion"],
  ["bouclé cushion", "boucle-cushion"],
  ["cusion", "boucle-cushion", "linen-cushion"],
  ["pillow", "boucle-cushion", "linen-cushion"],
  ["blanket", "fringe-throw"],
  ["towel", "waffle-towels"],
  ["carpets", "river-rug", "check-rug"],
  ["rug", "river-rug", "check-rug"],
  ["tshirt", "pocket-tee"],
  ["T-shirt", "pocket-tee"],
  ["long sleeve", "long-sleeve-tee"],
  ["aprons", "workshop-apron"],
  ["tote bag", "market-tote"],
  ["beenie", "rib-beanie"],
  ["poster blue", "blue-ridge-print", "tideline-print"],
  ["warp & weft", "warp-and-weft-print"],
  ["MUG-MM-OAT", "morning-mug"],
  ["lig-wp", "washi-pendant"],
  ["WEA-PT-BONE", "pocket-tee"],
  ["art-ksp", "kiln-sun-print"],
];

test.each([
  ["by words alone", "none"],
  ["with embeddings", "sandbox-instant"],
])("of sixty searches, the products that are meant come first: %s", async (_, model) => {
  env().OPENAI_EMBEDDING_MODEL = model;
  await embedProducts(publicContext());
  const missed: string[] = [];
  for (const [search, ...expected] of QUERIES) {
    const first = (await find(search)).results.slice(0, 3).map(({ slug }) => slug);
    missed.push(
      ...expected.filter((slug) => !first.includes(slug)).map((slug) => `${search}: ${slug}, not ${first.join(" ")}`),
    );
  }
  const meant = QUERIES.reduce((total, [, ...expected]) => total + expected.length, 0);
  expect(QUERIES).toHaveLength(60);
  const recall = 1 - missed.length / meant;
  expect({ recall, missed: recall < 0.95 ? missed : [] }).toEqual({ recall, missed: [] });
  env().OPENAI_EMBEDDING_MODEL = "none";
});

test("a slip of the finger is mended and told, unless what was typed is wanted", async () => {
  expect(await find("mashroom lamp")).toMatchObject({ corrected: "mushroom lamp", count: 1 });
  expect((await find("mashroom lamp", { as_typed: true })).count).toBe(0);
  expect((await find("vas")).corrected).toBeUndefined();
});

test("signs that are no words find nothing", async () => {
  for (const search of ["%", "'", "\\", "&|!", ":*", "the", "zzzzzz"]) expect((await find(search)).count).toBe(0);
});

test("suggestions are eight at most, and complete the last word", async () => {
  const { queries, categories, products } = await suggest(publicContext(), { search: "mu" });
  expect(queries).toContain("mug");
  expect(categories).toMatchObject([{ slug: "mugs-cups" }]);
  expect(queries.length + categories.length + products.length).toBe(8);
  expect((await suggest(publicContext(), { search: "tea cu" })).queries).toEqual(["tea cup"]);
});

test("a search follows what is written, and never shows what is hidden", async () => {
  const admin = await newUser("admin");
  const category = await createCategory(admin, { name: "Quillwork" });
  const { id } = await createProduct(admin, { name: "Zephyrine Flask", price: "9.00", category_id: category.id });
  const count = async (search: string) => (await find(search)).count;
  expect([await count("zephyrine"), await count("quillwork"), await count("zephirine")]).toEqual([1, 1, 1]);
  await changeProduct(admin, { id, name: "Tarragon Flask" });
  await changeCategory(admin, { id: category.id, name: "Osiery" });
  expect([await count("zephyrine"), await count("tarragon")]).toEqual([0, 1]);
  expect([await count("quillwork"), await count("osiery")]).toEqual([0, 1]);
  await changeProduct(admin, { id, is_active: false });
  expect([await count("tarragon"), (await find("tarragoon")).corrected]).toEqual([0, undefined]);
});

test("what an admin calls by another name is found by it, until that is taken back", async () => {
  const admin = await newUser("admin");
  const { id } = await createSynonym(admin, { term: "Quaffing-Pot", synonyms: ["noodle bowl"] });
  expect((await find("quaffing pots")).results[0]?.slug).toBe("noodle-bowl");
  await expect(createSynonym(admin, { term: "quaffing pot", synonyms: ["mug"] })).rejects.toMatchObject({
    status: 400,
  });
  await changeSynonym(admin, { id, synonyms: ["moon jar"] });
  expect((await find("quaffing pot")).results[0]?.slug).toBe("moon-jar");
  await deleteSynonym(admin, { id });
  expect((await find("quaffing pot")).count).toBe(0);
});
