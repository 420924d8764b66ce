import type { Page } from "@playwright/test";

import { translatorOf } from "../messages/all";
import { LOCALES, PSEUDO_LOCALE, localized } from "../model/locales";
import { CARDS, accessible, expect, mailsFor, newEmail, overflow, signIn, test, typeCard } from "./shop";

const THERE = "/ar-XB";
const t = translatorOf(PSEUDO_LOCALE);
const ADDRESS = { name: "Robin Ash", line1: "214 Alder St", city: "Portland", region: "OR", postal_code: "97205" };

/** Puts one in the cart, which opens over the page. */
async function add(page: Page): Promise<void> {
  await page.goto(`${THERE}/products/everyday-bowl`);
  await page.getByRole("button", { name: t("catalog.add"), exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText(t("cart.drawer.added"));
}

/** The step of the checkout that asks where it goes. */
async function goToDelivery(page: Page): Promise<void> {
  await page.goto(`${THERE}/checkout`);
  await page.locator("[name=email]").fill(newEmail());
  await page.getByRole("button", { name: t("checkout.contact.go_on") }).click();
  await expect(page.getByRole("group", { name: t("checkout.address.where") })).toBeVisible();
}

const goOn = (page: Page) => page.getByRole("button", { name: t("checkout.go_on_to_payment") }).click();

test("the default language has no place in an address, and another keeps the shopper in it", async ({
  page,
  request,
}) => {
  const answer = await request.get("/en/products?size=L", { maxRedirects: 0 });
  expect([answer.status(), answer.headers()["location"]]).toEqual([308, "/products?size=L"]);
  await page.goto(`${THERE}/products`);
  await expect(page.locator("html")).toHaveAttribute("lang", "ar-XB");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  const addresses = await page
    .locator("a[href^='/']:not([hreflang])")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(
    addresses.filter((href) => !href.startsWith(`${THERE}/`) && href !== THERE && !href.startsWith("/api/")),
  ).toEqual([]);
  await page.locator(".results article h2 a").first().click();
  await expect(page).toHaveURL(/\/ar-XB\/products\/[\w-]+/);
  await page.goto(`${THERE}/products?size=L`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.goto(`${THERE}/account`);
  await expect(page).toHaveURL(/\/ar-XB\/sign-in\?next=/);
});

test("a language that the shop does not speak leads to the nearest that it does", async ({ page, request }) => {
  for (const [asked, nearest] of [
    ["/it/products", "/products"],
    ["/de-AT/products?size=L", "/de/products?size=L"],
    ["/fr-CA", "/fr"],
    ["/xx", "/"],
  ] as const) {
    const answer = await request.get(asked, { maxRedirects: 0 });
    expect([asked, answer.status(), answer.headers()["location"]]).toEqual([asked, 307, nearest]);
  }
  await page.goto("/de-AT/products?size=L");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator(".results article").first()).toBeVisible();
  for (const path of ["/it/nothing", "/de/nothing", "/foo.bar"])
    expect([path, (await request.get(path)).status()]).toEqual([path, 404]);
});

test("what a browser prefers moves nobody", async ({ request }) => {
  const answer = await request.get("/products", { headers: { "accept-language": "de,fr;q=0.8" }, maxRedirects: 0 });
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain('<html lang="en" dir="ltr"');
});

const PLACES = [
  "/",
  "/products",
  "/products?size=L",
  "/categories/vases?ordering=price",
  "/products/pocket-tee",
  "/products/pocket-tee?size=M",
  "/search?q=mug",
  "/cart",
  "/sign-in?next=%2Faccount%2Forders",
];

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a heart leads to the wish list in the language of its page", async ({ page }) => {
    await page.goto("/de/products/moon-jar");
    await page.getByRole("button", { name: "Auf die Wunschliste" }).first().click();
    await expect(page).toHaveURL((url) => url.pathname === "/de/wishlist");
    await expect(page.getByRole("main")).toContainText("Mond");
  });

  test("every page leads to itself in each language, with what was asked of it", async ({ page }) => {
    test.slow();
    for (const path of PLACES)
      for (const locale of LOCALES) {
        await page.goto(localized(locale, path));
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        const links = page.getByRole("contentinfo").locator("a[hreflang]");
        expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).toEqual(
          LOCALES.map((other) => localized(other, path)),
        );
        await expect(links.and(page.locator("[aria-current=true]"))).toHaveAttribute("lang", locale);
      }
  });

  test("what is refused is told in the language of the page as well", async ({ page }) => {
    await page.goto(`${THERE}/products/everyday-bowl`);
    await page.getByRole("button", { name: t("catalog.add"), exact: true }).click();
    await page.goto(`${THERE}/cart`);
    await page.getByText(t("cart.code.add")).click();
    await page.getByLabel(t("cart.code.label"), { exact: true }).fill("NONESUCH");
    await page.getByRole("button", { name: t("cart.code.apply") }).click();
    await expect(page.getByRole("main")).toContainText(t("refusals.code.unknown", { code: "NONESUCH" }));
  });
});

test("a new address begins in the country of its language", async ({ page }) => {
  await signIn(page);
  await expect(page).toHaveURL((url) => url.pathname === "/account");
  for (const [path, country] of [
    ["/account/addresses/new", "US"],
    ["/de/account/addresses/new", "DE"],
    ["/fr/account/addresses/new", "FR"],
  ] as const) {
    await page.goto(path);
    await expect(page.locator("select[name$=country]")).toHaveValue(country);
  }
});

test("a language is chosen in the footer, and from the menu of a phone", async ({ page }) => {
  await page.goto("/products?x=1");
  await page.getByRole("navigation", { name: "Language" }).getByRole("link", { name: "Deutsch" }).click();
  await expect(page).toHaveURL((url) => url.pathname + url.search === "/de/products?x=1");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.setViewportSize({ width: 360, height: 740 });
  const menu = page.getByRole("banner").locator("details[data-menu]");
  await menu.locator("summary").click();
  await accessible(page);
  await menu.getByRole("list", { name: "Sprache" }).getByRole("link", { name: "Français" }).click();
  await expect(page).toHaveURL(/\/fr\/products\?x=1$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tout");
});

test("what is refused is told in the language of the page", async ({ page }) => {
  await add(page);
  await page.goto(`${THERE}/cart`);
  await page.getByText(t("cart.code.add")).click();
  await page.getByLabel(t("cart.code.label"), { exact: true }).fill("NONESUCH");
  await page.getByRole("button", { name: t("cart.code.apply") }).click();
  await expect(page.getByRole("main")).toContainText(t("refusals.code.unknown", { code: "NONESUCH" }));
  await page.goto(`${THERE}/checkout`);
  await page.getByRole("button", { name: t("checkout.contact.go_on") }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(t("problems.email.missing"));
  await goToDelivery(page);
  await goOn(page);
  await expect(page.getByRole("main").getByRole("alert").getByRole("link")).toHaveText([
    t("problems.missing.name"),
    t("problems.missing.line1"),
    t("problems.missing.city"),
    t("problems.missing.state"),
    t("problems.missing.zip_code"),
  ]);
});

test("whoever shops in German stays in it, from the search to the order and its mail", async ({ page, request }) => {
  const isGerman = () => expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.goto("/de");
  await expect(page.getByRole("main").getByRole("img").first()).toHaveAttribute("alt", /aus der Werkstatt$/);
  await page.getByRole("banner").getByLabel("Im Shop suchen").fill("Becher");
  await expect(page.getByRole("option", { name: /€$/ }).first()).toBeVisible();
  for (const option of await page.getByRole("option").filter({ visible: true }).all())
    await expect(option).toHaveAttribute("href", /^\/de\//);
  await page.getByRole("banner").getByLabel("Im Shop suchen").fill("Bowl");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/de/search?q=Bowl");
  await isGerman();
  await page.goto("/de/products/morning-mug");
  await page.getByRole("button", { name: "In den Warenkorb", exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /^Ganzen Warenkorb ansehen/ })
    .click();
  await expect(page).toHaveURL("/de/cart");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ihr Warenkorb");
  await page.getByRole("link", { name: "Zur Kasse" }).click();
  await expect(page).toHaveURL(/\/de\/checkout/);
  await isGerman();
  const email = newEmail();
  await page.getByLabel("E-Mail", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Weiter zur Lieferung" }).click();
  await page.getByLabel("Land").selectOption("DE");
  const address = page.getByRole("group", { name: "Wohin es geht" });
  await address.getByLabel("Vor- und Nachname").fill("Ada Esch");
  await address.getByLabel("Straße und Hausnummer").fill("Am Deich 3");
  await address.getByLabel("Postleitzahl").fill("20095");
  await address.getByLabel("Ort", { exact: true }).fill("Hamburg");
  await page.getByRole("button", { name: "Weiter zur Zahlung" }).click();
  await expect(page).toHaveURL(/\/de\/checkout\/KL-/);
  await isGerman();
  await typeCard(page, CARDS.good);
  await page.getByRole("button", { name: /€ bezahlen$/ }).click();
  await expect(page).toHaveURL(/\/de\/orders\/KL-/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Danke. Es gehört Ihnen.");
  await isGerman();
  const [mail] = await mailsFor(request, email);
  expect(mail?.text).toMatch(/\/de\/orders\/KL-[\w-]+\?key=/);
});

test("whoever signs in in German stays in it, and on signing out", async ({ page }) => {
  await page.goto("/de/account/orders");
  await expect(page).toHaveURL("/de/sign-in?next=/account/orders");
  await page.getByLabel("Benutzername oder E-Mail").fill("demo");
  await page.getByLabel("Passwort", { exact: true }).fill("demo-kiln-2026");
  await page.getByRole("main").getByRole("button", { name: "Anmelden" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bestellungen");
  await expect(page).toHaveURL("/de/account/orders");
  await page.getByRole("main").getByRole("link", { name: /^KL-/ }).first().click();
  await expect(page).toHaveURL(/\/de\/orders\/KL-/);
  await page.goto("/de/account");
  await page.getByRole("button", { name: "Abmelden" }).click();
  await expect(page).toHaveURL("/de");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
});

for (const width of [360, 1280])
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    async function isFitting(page: Page): Promise<void> {
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await accessible(page);
      expect([page.url(), await overflow(page)]).toEqual([page.url(), 0]);
    }

    async function fits(page: Page, address: string): Promise<void> {
      await page.goto(address);
      await isFitting(page);
    }

    test("longer words from right to left fit, and can be used by everyone", async ({ page }) => {
      for (const path of ["", "/products", "/products/everyday-bowl", "/cart", "/sign-in", "/register", "/delivery"])
        await fits(page, THERE + path);
    });

    test("so do they in an account, on an order and on its invoice", async ({ page }) => {
      await signIn(page);
      await expect(page.getByRole("heading", { name: "Hello, demo" })).toBeVisible();
      for (const path of ["", "/addresses", "/profile", "/sessions", "/tokens", "/data", "/orders"])
        await fits(page, `${THERE}/account${path}`);
      const order = await page.getByRole("main").getByRole("link", { name: /^KL-/ }).first().getAttribute("href");
      for (const path of ["", "/invoice"]) await fits(page, `${order}${path}`);
    });

    test("so do they in a cart with goods in it, and on the way to its payment", async ({ page }) => {
      await add(page);
      await isFitting(page);
      for (const path of ["/cart", "/checkout"]) await fits(page, THERE + path);
      await goToDelivery(page);
      await goOn(page);
      await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
      await isFitting(page);
      for (const [part, text] of Object.entries(ADDRESS)) await page.locator(`[name="shipping.${part}"]`).fill(text);
      await goOn(page);
      await expect(page).toHaveURL(/\/ar-XB\/checkout\/KL-/);
      await expect(page.getByRole("button", { name: t("checkout.payment.pay", { total: "$38.00" }) })).toBeVisible();
      await isFitting(page);
    });
  });
