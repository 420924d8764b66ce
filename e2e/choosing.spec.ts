import { type Page, devices } from "@playwright/test";

import { expect, newEmail, test } from "./shop";

const heart = (page: Page, name: string) => page.getByRole("button", { name: `Wish list: ${name}` });

/** Puts a product on the wish list by the button of its page. */
async function wish(page: Page, slug: string): Promise<void> {
  await page.goto(`/products/${slug}`);
  const answered = page.waitForResponse("**/api/wishlist");
  await page.getByRole("button", { name: "Put on wish list" }).click();
  await expect(page.getByRole("button", { name: "On your wish list" })).toBeVisible();
  await answered;
}

/** Whether what has the focus can be seen, all of it that is small enough. */
const isFocusSeen = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return true;
    const { left, top, width, height } = focused.getBoundingClientRect();
    const points = [0.1, 0.5, 0.9].map(
      (part) => [left + width / 2, top + Math.min(height, innerHeight / 2) * part] as const,
    );
    return points.every(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return (
        hit !== null && (focused.contains(hit) || hit.contains(focused) || hit.closest("label")?.contains(focused))
      );
    });
  });

test("a heart needs no account, outlives a reload, and leads from the list to the cart", async ({ page }) => {
  await page.goto("/categories/mugs-cups");
  await expect(heart(page, "Morning Mug")).toHaveAttribute("aria-pressed", "false");
  const answered = page.waitForResponse("**/api/wishlist");
  await heart(page, "Morning Mug").click();
  await expect(heart(page, "Morning Mug")).toHaveAttribute("aria-pressed", "true");
  await answered;
  await page.reload();
  await expect(heart(page, "Morning Mug")).toHaveAttribute("aria-pressed", "true");
  await wish(page, "moon-jar");
  await page.getByRole("link", { name: "Wish list, 2 things" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Moon Jar" })).toBeVisible();
  await page.getByLabel("Which Morning Mug").selectOption("Rust");
  await page.getByRole("button", { name: "Move to cart: Morning Mug" }).click();
  await expect(page.getByText("Morning Mug is in your cart.")).toBeFocused();
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await page.getByRole("button", { name: "Remove Moon Jar" }).click();
  await expect(page.getByText("Nothing wished for yet.")).toBeVisible();
  await page.goto("/cart");
  await expect(page.locator("#main").getByText(/Rust/).first()).toBeVisible();
});

test("a color stays chosen once it is in the cart, and is what goes there next", async ({ page }) => {
  await page.goto("/products/twist-tapers");
  await page.getByRole("radio", { name: "Butter" }).check({ force: true });
  for (const items of ["1 item", "2 items"]) {
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("dialog", { name: "Added to your cart" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("link", { name: `Cart, ${items}` })).toBeVisible();
    await expect(page.getByRole("radio", { name: "Butter" })).toBeChecked();
  }
  await page.goto("/cart");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Twist Tapers" })).toHaveCount(1);
});

test("a guest's wishes go along at sign-in, and a shared list shows them until the link is taken back", async ({
  page,
  browser,
}) => {
  await wish(page, "everyday-bowl");
  await page.goto("/register?next=/wishlist");
  await page.getByLabel("User name").fill(newEmail().split("@")[0] ?? "");
  await page.getByLabel("E-mail").fill(newEmail());
  await page.getByLabel("Password").fill("a loom of one's own");
  await page.getByRole("button", { name: "Make an account" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Everyday Bowl" })).toBeVisible();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("The link to your list").inputValue();
  expect(link).toMatch(/\/wishlists\/[0-9a-f-]{36}$/);

  const stranger = await browser.newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole("article")).toHaveCount(1);
  await expect(heart(stranger, "Everyday Bowl")).toHaveAttribute("aria-pressed", "false");
  await page.getByRole("button", { name: "Stop sharing" }).click();
  await expect(page.getByRole("button", { name: "Make a link" })).toBeVisible();
  expect((await stranger.request.get(link)).status()).toBe(404);
  await stranger.close();
});

test("only the shop's own pages change a wish list", async ({ request }) => {
  const form = { product_id: "1" };
  const foreign = { "Sec-Fetch-Site": "cross-site" };
  expect((await request.post("/api/wishlist", { form, headers: foreign })).status()).toBe(403);
  expect(
    (await request.post("/api/wishlist", { form, headers: { Origin: "https://elsewhere.example" } })).status(),
  ).toBe(403);
});

test("arrow keys choose; what is sold out can be chosen, says so, and moves nothing", async ({ page }) => {
  await page.goto("/products/pocket-tee");
  const [moss, small] = [
    page.getByRole("radio", { name: "Moss" }),
    page.getByRole("radio", { name: "S", exact: true }),
  ];
  await expect(small).toBeChecked();
  await small.focus();
  const story = page.getByText(/^A T-shirt with some backbone/);
  const before = await story.boundingBox();
  await page.keyboard.press("ArrowLeft");
  const extraSmall = page.getByRole("radio", { name: "XS (sold out)" });
  await expect(extraSmall).toBeChecked();
  await expect(extraSmall).toBeFocused();
  await expect(page.getByText("Bone, XS is sold out.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Notify me" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add to cart" })).toHaveCount(0);
  await expect(page).toHaveURL(/variant=/);
  expect((await story.boundingBox())?.y).toBe(before?.y);
  const sku = page.getByText(/^SKU/);
  const ofBone = await sku.textContent();
  await moss.check({ force: true });
  await expect(sku).not.toHaveText(ofBone ?? "");
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeVisible();
  await expect(page.getByText("Size: XS")).toBeVisible();
});

test("who waits for what is sold out is told so, and a wrong address is named", async ({ page }) => {
  await page.goto("/products/amphora?color=Bone");
  await expect(page.getByRole("radio", { name: "Bone (sold out)" })).toBeChecked();
  const email = newEmail();
  await page.getByPlaceholder("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Notify me" }).click();
  await expect(page.getByText(`We write to ${email} as soon as it is back.`)).toBeVisible();
  await page.getByRole("radio", { name: "Charcoal" }).check({ force: true });
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("Added to your cart.")).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a variant opens from its address, and the choices are links", async ({ page }) => {
    await page.goto("/products/pocket-tee?color=Moss&size=L");
    await expect(page.getByRole("radio", { name: "Moss" })).toBeChecked();
    await expect(page.getByRole("radio", { name: "L", exact: true })).toBeChecked();
    await page.getByRole("link", { name: "Bone", exact: true }).click();
    await page.getByRole("link", { name: "XS", exact: true }).click();
    await expect(page.getByText("Bone, XS is sold out.")).toBeVisible();
    await page.getByPlaceholder("Your e-mail").fill(newEmail());
    await page.getByRole("button", { name: "Notify me" }).click();
    await expect(page.getByText(/^We write to .* as soon as it is back/)).toBeVisible();
  });

  test("things are bought at once, wished for and moved to the cart", async ({ page }) => {
    await page.goto("/products/morning-mug?color=Sage");
    await page.getByRole("button", { name: "Buy now" }).click();
    await expect(page).toHaveURL(/\/checkout$/);
    await page.goto("/products/moon-jar");
    await page.getByRole("button", { name: "Put on wish list" }).click();
    await expect(page).toHaveURL(/\/wishlist\?added=1$/);
    await page.getByRole("button", { name: "Move to cart: Moon Jar" }).click();
    await expect(page.getByText("Moon Jar is in your cart.")).toBeVisible();
    await page.goto("/cart");
    await expect(page.locator("#main").getByText(/Sage/).first()).toBeVisible();
  });
});

test("pictures are reached by keys, small pictures and zoom; the first is what the page is measured by", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const seen = { shift: 0, largest: "" };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { element: Element | null })[])
        seen.largest = entry.element?.getAttribute("alt") ?? "";
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto("/products/morning-mug");
  const first = page.getByRole("img", { name: /^Oat-glazed speckled stoneware mug/ });
  await expect(first).toHaveAttribute("fetchpriority", "high");
  const second = page.getByRole("img", { name: /^Three Morning Mugs/ });
  await expect(first).toBeInViewport({ ratio: 0.1 });
  await page.getByRole("link", { name: "Image 2 of 2" }).click();
  await expect(second).toBeInViewport({ ratio: 0.1 });
  await expect(page.getByRole("link", { name: "Image 2 of 2" })).toHaveAttribute("aria-current", "true");
  await page.getByRole("list", { name: "Pictures, side by side" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(first).toBeInViewport({ ratio: 0.1 });
  await page.getByRole("radio", { name: "Rust" }).check({ force: true });
  await expect(second).toBeInViewport({ ratio: 0.1 });
  const seen = await page.evaluate(() => (window as unknown as { seen: { shift: number; largest: string } }).seen);
  expect(seen.largest).toMatch(/^Oat-glazed/);
  // What is beside the name of a color moves with its letters, and letters that come late move a line by a hair.
  expect(seen.shift).toBeLessThan(0.001);

  const zoom = page.getByRole("button", { name: "Zoom" });
  await zoom.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Pictures of Morning Mug" });
  await expect(dialog.getByText("Image 2 of 2")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(dialog.getByText("Image 1 of 2")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(zoom).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, userAgent: devices["Pixel 7"].userAgent });

  test("the bar with the price comes when the button has left, sells, and never hides what has the focus", async ({
    page,
  }) => {
    await page.goto("/products/morning-mug");
    await page.getByRole("button", { name: "One more" }).click();
    await expect(page.getByRole("spinbutton", { name: "Quantity" })).toHaveValue("2");
    const bar = page.getByRole("button", { name: /^Add · / });
    await expect(bar).toHaveCount(0);
    await page.getByRole("heading", { name: "What people say" }).scrollIntoViewIfNeeded();
    await bar.click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
    await page.evaluate(() => scrollTo(0, 0));
    for (let steps = 0; steps < 90; steps++) {
      await page.keyboard.press("Tab");
      const about = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? "");
      expect([about, await isFocusSeen(page)]).toEqual([about, true]);
      if (about.startsWith("<body")) break;
    }
  });
});

test("what was looked at is shown again, twelve things at most, until it is cleared", async ({ page }) => {
  for (const slug of ["morning-mug", "moon-jar", "pocket-tee"]) {
    await page.goto(`/products/${slug}`);
    await expect.poll(() => page.evaluate(() => localStorage.getItem("recently-viewed"))).toContain(slug);
  }
  const own = page.getByRole("region", { name: "What you looked at" });
  await expect(own.getByRole("link")).toHaveText(["Moon Jar", "Morning Mug"]);
  await page.goto("/");
  const strip = page.getByRole("region", { name: "Continue shopping" });
  await expect(strip.getByRole("link")).toHaveText(["Pocket Tee", "Moon Jar", "Morning Mug"]);
  await page.evaluate(() => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      slug: `thing-${index}`,
      name: `Thing ${index}`,
      image: null,
      locale: "en",
    }));
    localStorage.setItem("recently-viewed", JSON.stringify(many));
  });
  await page.goto("/products/amphora");
  await expect
    .poll(() => page.evaluate(() => (JSON.parse(localStorage.getItem("recently-viewed") ?? "[]") as unknown[]).length))
    .toBe(12);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByText("Forgotten.")).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("what somebody else wrote into the browser's memory breaks no page", async ({ page }) => {
  const image = { url: "/media/none.webp", widths: {} };
  const odd = [null, 7, "x", [], { slug: "a" }, { slug: "a", name: "A", image, locale: "en" }];
  for (const kept of [...odd.map((each) => JSON.stringify([each])), "{", "null", "7"]) {
    await page.goto("/about");
    await page.evaluate((text) => {
      for (const name of ["recently-viewed", "recent-searches"]) localStorage.setItem(name, text);
    }, kept);
    await page.goto("/");
    await page.getByLabel("Search the shop").first().focus();
    await expect(page.getByRole("combobox", { name: "Search the shop" })).toBeFocused();
    await page.goto("/products/everyday-bowl");
    await expect(page.getByRole("button", { name: "Add to cart" })).toBeEnabled();
    await expect.poll(() => page.evaluate(() => localStorage.getItem("recently-viewed"))).toContain("everyday-bowl");
  }
});

test("what was looked at is shown in the language of the page", async ({ page }) => {
  const strip = page.getByRole("region", { name: "Continue shopping" });
  for (const [path, slug] of [
    ["/products/morning-mug", "morning-mug"],
    ["/de/products/moon-jar", "moon-jar"],
  ] as const) {
    await page.goto(path);
    await expect.poll(() => page.evaluate(() => localStorage.getItem("recently-viewed"))).toContain(slug);
  }
  await page.goto("/");
  await expect(strip.getByRole("link")).toHaveText(["Morning Mug"]);
  await page.goto("/de");
  await expect(page.locator("a[href='/de/products/moon-jar']").last()).toBeVisible();
});
