import { BUDGET, watchShifts, weigh } from "../bench/weigh.mjs";
import { addToCart, expect, test } from "./shop";

for (const path of ["/", "/products", "/products/everyday-bowl", "/de/products"])
  test(`${path} weighs what a phone can carry, and holds still while it is read`, async ({ browser, baseURL }) => {
    const { script, html, image, fonts, requests, shift } = await weigh(browser, `${baseURL}${path}`);
    expect(script, "JavaScript, bytes").toBeLessThanOrEqual(BUDGET.script);
    expect(html, "HTML, bytes").toBeLessThanOrEqual(BUDGET.html);
    expect(image, "largest picture, bytes").toBeLessThanOrEqual(BUDGET.image);
    expect(fonts, "all fonts, bytes").toBeGreaterThan(0);
    expect(fonts, "all fonts, bytes").toBeLessThanOrEqual(BUDGET.fonts);
    expect(requests).toBeLessThanOrEqual(BUDGET.requests);
    expect(shift, "layout shift").toBeLessThanOrEqual(BUDGET.shift);
  });

test("pages come to life without waiting for the browser's number formats", async ({ page }) => {
  await page.addInitScript(() => {
    const real = Intl.NumberFormat;
    const asked: string[] = [];
    Object.assign(window, { asked });
    Intl.NumberFormat = new Proxy(real, {
      construct: (_, given: ConstructorParameters<typeof real>) => {
        asked.push(JSON.stringify(given));
        return new real(...given);
      },
    });
  });
  await addToCart(page, "everyday-bowl");
  for (const path of ["/", "/products", "/products/workshop-apron", "/de/products/everyday-bowl", "/cart"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate("asked"), path).toEqual([]);
  }
});

test("pages, scripts and style sheets go out in Brotli, or in gzip to who takes nothing else", async ({ page }) => {
  await page.goto("/products");
  const used = "[...document.querySelectorAll('script[src], link[rel=stylesheet]')].map((it) => it.src || it.href)";
  const files = await page.evaluate<string[]>(used);
  const weighed = files.map(async (url) => [(await (await page.request.get(url)).body()).length, url] as const);
  const large = (await Promise.all(weighed)).filter(([bytes]) => bytes > 1024).map(([, url]) => url);
  expect(large.length).toBeGreaterThan(5);
  for (const url of ["/products", "/products?color=Sage", ...large])
    for (const [taken, sent] of [
      ["gzip, deflate, br, zstd", "br"],
      ["gzip", "gzip"],
    ] as const) {
      const answer = await page.request.get(url, { headers: { "Accept-Encoding": taken } });
      expect([answer.status(), answer.headers()["content-encoding"]], url).toEqual([200, sent]);
      expect(answer.headers()["vary"], url).toContain("Accept-Encoding");
    }
});

/** One that is missing makes the browser ask the system for fonts, one after the other, while it lays out the page. */
test("every letter of a page is in the fonts that come with it", async ({ page }) => {
  await addToCart(page, "everyday-bowl");
  const browser = await page.context().newCDPSession(page);
  for (const path of ["/", "/products", "/products/everyday-bowl", "/de/products", "/cart"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await browser.send("DOM.enable");
    await browser.send("CSS.enable");
    const { root } = await browser.send("DOM.getDocument");
    const { nodeId } = await browser.send("DOM.querySelector", { nodeId: root.nodeId, selector: "body" });
    const { nodeIds } = await browser.send("DOM.querySelectorAll", { nodeId, selector: "*" });
    const used = await Promise.all(
      nodeIds.map(async (id) => (await browser.send("CSS.getPlatformFontsForNode", { nodeId: id })).fonts),
    );
    const fonts = used.flat();
    expect(fonts.length, path).toBeGreaterThan(100);
    expect(new Set(fonts.filter((it) => !it.isCustomFont).map((it) => it.familyName)), path).toEqual(new Set());
  }
});

test("scripts are compiled beside the page, not in its way", async ({ page, request }) => {
  await page.goto("/products");
  const all = await page.evaluate(() =>
    [...document.scripts].filter((it) => it.src && !it.noModule).map((it) => it.src),
  );
  expect(all.length).toBeGreaterThan(5);
  for (const src of all) {
    const script = await (await request.get(src)).text();
    expect(script.split("\n", 1), src).toEqual(["//# allFunctionsCalledOnLoad"]);
  }
});

/** What changed in the page makes the browser style all of it again if a rule looks from its root into it. */
test("no rule styles the whole page by what is in it", async ({ page }) => {
  await page.goto("/products");
  const restyled = await page.evaluate(() => {
    const rules = (from: CSSGroupingRule | CSSStyleSheet): CSSStyleRule[] =>
      [...from.cssRules].flatMap((rule) =>
        rule instanceof CSSStyleRule ? [rule] : rule instanceof CSSGroupingRule ? rules(rule) : [],
      );
    const all = [...document.styleSheets].flatMap(rules);
    return {
      all: all.length,
      root: all.map((rule) => rule.selectorText).filter((it) => /^(html|:root|body)\b[^ ]*:has/.test(it)),
    };
  });
  expect(restyled.all).toBeGreaterThan(100);
  expect(restyled.root).toEqual([]);
});

test("the checkout weighs little more, without the script that takes the card", async ({ page, browser, baseURL }) => {
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout");
  const cookies = await page.context().storageState();
  const { files, html, requests, shift } = await weigh(browser, `${baseURL}/checkout`, cookies);
  const own = files.filter(({ url, kind }) => kind === "script" && !url.includes("stripe.js"));
  const script = own.reduce((total, { bytes }) => total + bytes, 0);
  expect(script, "JavaScript, bytes").toBeGreaterThan(0);
  expect(script, "JavaScript, bytes").toBeLessThanOrEqual(BUDGET.checkout);
  expect(html, "HTML, bytes").toBeLessThanOrEqual(BUDGET.html);
  expect(requests).toBeLessThanOrEqual(BUDGET.requests);
  expect(shift, "layout shift").toBeLessThanOrEqual(BUDGET.shift);
});

test.describe("letters that come late", () => {
  test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

  test("move nothing: those that stand in for them are as wide and as high", async ({ page }) => {
    await addToCart(page, "everyday-bowl");
    await page.addInitScript(watchShifts);
    let drawn = Promise.withResolvers<void>();
    await page.route("**/*.woff2", async (route) => {
      await drawn.promise;
      await route.continue();
    });
    for (const path of ["/", "/products", "/products/everyday-bowl", "/cart", "/checkout", "/de/checkout"]) {
      drawn = Promise.withResolvers();
      await page.goto(path, { waitUntil: "commit" });
      await expect(page.getByRole("contentinfo")).toBeVisible();
      await page.evaluate("new Promise(requestAnimationFrame)");
      expect(await page.evaluate("document.fonts.status"), path).toBe("loading");
      drawn.resolve();
      await page.waitForLoadState("networkidle");
      await page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))");
      expect(await page.evaluate("shift"), path).toBeLessThanOrEqual(BUDGET.shift);
    }
  });
});
