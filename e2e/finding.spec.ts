import type { Page } from "@playwright/test";

import type { Product } from "../model/catalog";
import { plainSource } from "../model/media";
import { accessible, expect, test } from "./shop";

const countOf = (page: Page) => page.locator("#results");
const cards = (page: Page) => page.locator(".results").getByRole("article");
const chip = (page: Page, name: string) => page.getByRole("link", { name: `Remove filter: ${name}` });
const filters = (page: Page) => page.getByRole("form", { name: "Filters" });
const search = (page: Page) => page.getByLabel("Search the shop").first();

/** The key is heard once the scripts are there. */
async function pressSlash(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(search(page)).toBeFocused({ timeout: 300 });
  }).toPass();
}

/** The number that stands beside a value of a filter. */
async function promised(page: Page, text: string): Promise<number> {
  const row = filters(page).locator("label").filter({ hasText: text }).first();
  return Number(/(\d+)\s*$/.exec(await row.innerText())?.[1]);
}

test.describe("a list", () => {
  test.use({ viewport: { width: 1280, height: 900 } });

  test("products are shown in the color that is looked for, and lead to it", async ({ page }) => {
    const found = await page.request.get("/api/v1/products/?color=Sage&search=morning+mug");
    const { results } = (await found.json()) as { results: Product[] };
    const [{ images, variants } = { images: [], variants: [] }] = results;
    const pictured = variants.find(({ color }) => color === "Sage")?.image;
    const sources = images.map((image) => [image.url, plainSource(image)] as const);
    const [first, sage] = [sources[0]?.[1] ?? "", new Map(sources).get(pictured ?? "") ?? ""];
    expect(sage).not.toBe(first);
    await page.goto("/products?color=Sage");
    const card = cards(page).filter({ hasText: "Morning Mug" });
    await expect(card.locator("img").first()).toHaveAttribute("src", sage);
    await card.getByRole("link", { name: "Morning Mug" }).click();
    await expect(page).toHaveURL("/products/morning-mug?color=Sage");
    await expect(page.getByRole("radio", { name: "Sage" })).toBeChecked();
    await page.goBack();
    await chip(page, "Sage").click();
    await expect(card.locator("img").first()).toHaveAttribute("src", first);
  });

  test("until a picture is there its color stands in for it", async ({ page }) => {
    const { results } = (await (await page.request.get("/api/v1/products/")).json()) as { results: Product[] };
    const color = results[0]?.images[0]?.color ?? "";
    expect(color).toMatch(/^#[0-9a-f]{6}$/);
    await page.route("**/media/**", () => undefined);
    await page.goto("/products", { waitUntil: "commit" });
    const picture = cards(page).first().locator("img").first();
    const [red, green, blue] = color.match(/[0-9a-f]{2}/g)?.map((part) => parseInt(part, 16)) ?? [];
    await expect(picture).toHaveCSS("background-color", `rgb(${red}, ${green}, ${blue})`);
    await expect(picture).toHaveJSProperty("complete", false);
  });

  test("three filters survive a reload, and going back takes them off one by one", async ({ page }) => {
    await page.goto("/products");
    const before = await countOf(page).innerText();
    const onSale = await promised(page, "On sale");
    await filters(page).getByRole("checkbox", { name: "On sale" }).check();
    await expect(page).toHaveURL(/on_sale=true/);
    await expect(countOf(page)).toHaveText(`${onSale} products`);
    await filters(page)
      .getByRole("radio", { name: /4 stars/ })
      .check();
    await expect(page).toHaveURL(/rating__gte=4&on_sale=true/);
    const second = await countOf(page).innerText();
    await filters(page).getByLabel("To ($)").fill("60");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/products?price__lte=60&rating__gte=4&on_sale=true");
    const third = await countOf(page).innerText();
    await page.reload();
    await expect(countOf(page)).toHaveText(third);
    await expect(filters(page).getByRole("radio", { name: /4 stars/ })).toBeChecked();
    await expect(filters(page).getByLabel("To ($)")).toHaveValue("60");
    for (const [name, text] of [
      ["Up to $60", second],
      ["4 stars and up", `${onSale} products`],
    ] as const) {
      await page.goBack();
      await expect(chip(page, name)).toHaveCount(0);
      await expect(countOf(page)).toHaveText(text);
    }
    await page.goBack();
    await expect(page).toHaveURL("/products");
    await expect(countOf(page)).toHaveText(before);
    await expect(filters(page).getByRole("checkbox", { name: "On sale" })).not.toBeChecked();
  });

  test("what is applied comes off by keyboard, all at once as well, and the focus is not lost", async ({ page }) => {
    await page.goto("/categories/wear?size=XXL&price__lte=50");
    await expect(countOf(page)).toHaveText("1 product");
    await chip(page, "Up to $50").focus();
    await page.keyboard.press("Enter");
    await expect(countOf(page)).toHaveText("2 products");
    await expect(countOf(page)).toBeFocused();
    await page.goto("/categories/wear?size=XXL&price__lte=50");
    await page.getByRole("link", { name: "Clear all" }).press("Enter");
    await expect(page).toHaveURL("/categories/wear");
    await chip(page, "Wear").press("Enter");
    await expect(page).toHaveURL("/products");
  });

  test("a slider and two numbers say the same, and the keyboard stays where it was", async ({ page }) => {
    await page.goto("/categories/mugs-cups");
    const slider = page.getByRole("slider", { name: "Lowest price" });
    await slider.press("ArrowRight");
    await slider.press("ArrowRight");
    const value = await slider.inputValue();
    await expect(filters(page).getByLabel("From ($)")).toHaveValue(value);
    await expect(page).toHaveURL(new RegExp(`price__gte=${value}$`));
    await expect(page.getByRole("slider", { name: "Lowest price" })).toBeFocused();
  });

  test("one end that is dragged leaves the other as it was typed", async ({ page }) => {
    await page.goto("/categories/mugs-cups?price__gte=20.5");
    await page.getByRole("slider", { name: "Highest price" }).press("ArrowLeft");
    await expect(page).toHaveURL(/price__gte=20\.5&price__lte=\d+$/);
    await expect(filters(page).getByLabel("From ($)")).toHaveValue("20.5");
  });

  test("a value that leaves nothing cannot be chosen, and is still there", async ({ page }) => {
    await page.goto("/categories/wear?price__gte=9999");
    await expect(filters(page).getByRole("radio", { name: /^XXL/ })).toBeDisabled();
    await expect(page.getByRole("link", { name: /Without “From \$9,999”/ })).toBeVisible();
  });

  test("relevance is an order of searches alone, and what was typed stays typed", async ({ page }) => {
    await page.goto("/search?q=lamp");
    await expect(page.getByLabel("Sort by")).toHaveValue("relevance");
    await page.goto("/search?q=mashroom&as_typed=true&color=none");
    await expect(page.getByRole("link", { name: "mushroom" })).toHaveAttribute("href", "/search?q=mushroom");
    await page.goto("/search?q=mashroom+lamp");
    await expect(page.getByText("Showing results for mushroom lamp")).toBeVisible();
    await page.getByLabel("Sort by").selectOption("price");
    await expect(page).toHaveURL("/search?q=mashroom+lamp&ordering=price");
    await page.getByRole("link", { name: "mashroom lamp" }).click();
    await expect(page).toHaveURL(/as_typed=true/);
    await page.goto("/products");
    await expect(page.getByLabel("Sort by").getByRole("option", { name: "Best match" })).toHaveCount(0);
  });

  test("three pages are loaded below each other, and back from a product all are there", async ({ page }) => {
    await page.goto("/products");
    await expect(page.locator('a[rel="next"]')).toHaveAttribute("href", "/products?page=2");
    for (const shown of [48, 49]) {
      await page.getByRole("link", { name: "Load more" }).click();
      await expect(cards(page)).toHaveCount(shown);
    }
    await expect(page).toHaveURL("/products?from=1&page=3");
    const thirtieth = cards(page).nth(29);
    const name = await thirtieth.getByRole("heading").innerText();
    await thirtieth.getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await page.goBack();
    await expect(cards(page)).toHaveCount(49);
    await expect(cards(page).nth(29)).toBeInViewport();
  });

  test("the keyboard goes from a card's link to what else it offers", async ({ page }) => {
    await page.goto("/products?page=2");
    const offer = cards(page)
      .getByRole("button", { name: /^Add to cart: / })
      .first();
    const name = ((await offer.getAttribute("aria-label")) ?? "").replace("Add to cart: ", "");
    const card = cards(page).filter({ has: page.getByRole("heading", { name }) });
    await card.getByRole("link").focus();
    await expect(card.getByRole("link")).toHaveCount(1);
    await page.keyboard.press("Tab");
    await expect(card.getByRole("button", { name: `Wish list: ${name}` })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(card.getByRole("button", { name: `Add to cart: ${name}` })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expect(card.getByText("Added to your cart.")).toHaveCount(1);
  });
});

test("paging shows every product once, in every order", async ({ page }) => {
  for (const ordering of ["", "price", "-rating", "-created_at"]) {
    const seen: (string | null)[] = [];
    for (let address: string | null = `/products?ordering=${ordering}`; address;) {
      await page.goto(address);
      const hrefs = cards(page).getByRole("heading").getByRole("link");
      seen.push(...(await hrefs.evaluateAll((links) => links.map((link) => link.getAttribute("href")))));
      const next = page.locator('a[rel="next"]');
      address = (await next.count()) > 0 ? await next.getAttribute("href") : null;
    }
    expect([ordering, seen.length, new Set(seen).size]).toEqual([ordering, 49, 49]);
  }
});

test("the menu and the field follow an address of which only the query is new", async ({ page }) => {
  await page.goto("/search?q=lamp");
  await expect(search(page)).toHaveValue("lamp");
  await search(page).fill("vase");
  await search(page).press("Enter");
  await expect(page).toHaveURL("/search?q=vase");
  await page.goBack();
  await expect(page).toHaveURL("/search?q=lamp");
  await expect(search(page)).toHaveValue("lamp");
  await expect(page.getByRole("listbox")).toBeHidden();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/products?page=2");
  const menu = page.getByRole("navigation", { name: "Menu" });
  await page.locator("summary").first().click();
  await menu.getByRole("link", { name: "Everything" }).click();
  await expect(page).toHaveURL("/products");
  await expect(menu).toBeHidden();
});

test("what an address says beside its filters changes no list", async ({ page }) => {
  for (const path of ["/products?size=L&category__slug=typo", "/products?size=L&category__slug=vases"]) {
    expect([path, (await page.goto(path))?.status()]).toEqual([path, 200]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything");
  }
  await page.goto("/categories/wear?size=L&category__slug=vases&category=vases");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Wear");
  await page.goto("/products/morning-mug?color=Sage&slug=moon-jar");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Morning Mug");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test("filters, sorting, paging and searching are forms and links", async ({ page }) => {
    await page.goto("/categories/wear");
    await page.getByRole("button", { name: "Filters" }).click();
    await filters(page).getByRole("radio", { name: /^XXL/ }).check();
    await filters(page).getByLabel("To ($)").fill("50");
    await filters(page)
      .getByRole("button", { name: /^Show \d+ products/ })
      .click();
    await expect(page).toHaveURL(/size=XXL.*price__lte=50|price__lte=50.*size=XXL/);
    await expect(countOf(page)).toHaveText("1 product");
    await page.goto("/products");
    await page.getByRole("link", { name: "Load more" }).click();
    await expect(cards(page)).toHaveCount(48);
    await search(page).fill("mushroom");
    await search(page).press("Enter");
    await expect(cards(page).first()).toContainText("Mushroom Lamp");
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    expect(await page.getByRole("article").getByText(/\$\d/).count()).toBeGreaterThan(10);
  });
});

const ODD = [
  "",
  "0",
  "-1",
  "abc",
  "1e400",
  "99999999999999999999",
  "%00",
  "%F0%9F%98%80",
  "true",
  "%27%3B--",
  "x".repeat(900),
];
const NAMES = ["page", "from", "ordering", "size", "color", "price__gte", "price__lte", "rating__gte", "in_stock", "q"];

test("no query string breaks a list", async ({ request }) => {
  const odd = (index: number) => ODD[index % ODD.length] ?? "";
  for (let turn = 0; turn < 50; turn++) {
    const query = NAMES.filter((_, index) => (turn + index) % 3 !== 0)
      .map((name, index) => `${name}${turn % 7 === 6 ? "[]" : ""}=${odd(turn * 3 + index * 5)}`)
      .join("&");
    const path = `${["/products", "/categories/vases", "/search"][turn % 3]}?${query}&__proto__[x]=1&page=1&page=2`;
    const response = await request.get(path);
    expect([path, response.status()]).toEqual([path, 200]);
  }
});

test.describe("the search field", () => {
  test("suggests what was typed last, whatever answers late, and asks seldom", async ({ page }) => {
    const asked: string[] = [];
    await page.route("**/api/v1/search/suggestions/**", async (route) => {
      const text = new URL(route.request().url()).searchParams.get("search") ?? "";
      asked.push(text);
      await new Promise((resolve) => setTimeout(resolve, text.length < 8 ? 900 : 300));
      await route.continue().catch(() => {});
    });
    await page.goto("/");
    await search(page).click();
    await page.keyboard.type("linen", { delay: 60 });
    await page.waitForTimeout(200);
    await page.keyboard.type(" cushion covers", { delay: 60 });
    await expect(page.getByRole("option", { name: /Linen Cushion/ })).toBeVisible();
    expect(asked.length).toBeLessThanOrEqual(6);
    expect(asked.at(-1)).toBe("linen cushion covers");
  });

  test("never makes another option the active one", async ({ page }) => {
    await page.route("**/api/v1/search/suggestions/?search=linen+cushion", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    await page.goto("/");
    await search(page).fill("lin");
    await expect(page.getByRole("option").first()).toBeVisible();
    const answered = page.waitForResponse(/suggestions\/\?search=linen\+cushion/);
    await search(page).pressSequentially("en cushion");
    await page.keyboard.press("ArrowDown");
    const active = page.getByRole("option", { selected: true });
    const key = await active.innerText();
    await answered;
    await expect(page.getByRole("option", { name: /Linen Cushion/ })).toBeVisible();
    await expect(active.filter({ hasNotText: key })).toHaveCount(0);
  });

  test("is used by keyboard alone, all the way to the cart", async ({ page }) => {
    await page.goto("/about");
    await pressSlash(page);
    await page.keyboard.type("mushr", { delay: 30 });
    const field = page.getByRole("combobox", { name: "Search the shop" });
    await expect(field).toHaveAttribute("aria-expanded", "true");
    const option = page.getByRole("option", { name: /Mushroom Lamp/ });
    await expect(option).toBeVisible();
    expect(await page.getByRole("option").count()).toBeLessThanOrEqual(8);
    await expect(option.locator("mark")).toHaveText("Mushr");
    await accessible(page);
    await page.keyboard.press("ArrowUp");
    await expect(page.getByRole("option", { selected: true })).toHaveCount(1);
    await expect(field).toHaveAttribute("aria-activedescendant", /.+/);
    await page.keyboard.press("Home");
    await expect(page.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Escape");
    await expect(field).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("ArrowDown");
    while ((await option.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/products\/mushroom-lamp/);
    await expect(field).toHaveAttribute("aria-expanded", "false");
    await page.getByRole("button", { name: "Add to cart" }).first().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toContainText("Mushroom Lamp");
  });

  test("searches what was typed, remembers it here, and forgets it when told", async ({ page }) => {
    await page.goto("/");
    await search(page).fill("mashroom");
    await search(page).press("Enter");
    await expect(page).toHaveURL("/search?q=mashroom");
    await expect(page.getByText("Showing results for mushroom")).toBeVisible();
    await page.goto("/about");
    await search(page).click();
    await expect(page.getByRole("option", { name: "mashroom" })).toBeVisible();
    await page.getByRole("button", { name: "Forget these" }).click();
    await expect(page.getByRole("option")).toHaveCount(0);
    expect(await page.evaluate(() => localStorage.getItem("recent-searches"))).toBeNull();
  });

  test("leaves the slash to whoever switches it off", async ({ page }) => {
    await page.goto("/about");
    await pressSlash(page);
    await page.keyboard.type("lamp");
    await page.getByRole("button", { name: "Switch off" }).click();
    await page.goto("/about");
    await search(page).click();
    await expect(page.getByText("The / key is off")).toHaveCount(1);
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("/");
    await expect(search(page)).not.toBeFocused();
  });
});

test("where nothing is found there is always a way on", async ({ page }) => {
  for (const text of ["zzzz", "qwrtpl", "%", "xkcdxkcd mug", "ブラーブ"]) {
    await page.goto(`/search?${new URLSearchParams({ q: text })}`);
    await expect(countOf(page)).toHaveText("0 products");
    expect(await page.locator(".results").getByRole("link").count()).toBeGreaterThanOrEqual(3);
  }
  await page.getByRole("button", { name: "Ask the shop for help" }).click();
  await expect(page.getByLabel("Your question")).toHaveValue("I am looking for ブラーブ");
});
