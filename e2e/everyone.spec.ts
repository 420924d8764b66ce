import type { Locator, Page } from "@playwright/test";

import { accessible, addToCart, expect, newEmail, test, typeSignIn } from "./shop";

const PAGES = [
  "/",
  "/products",
  "/categories/vases",
  "/products/pocket-tee",
  "/search?q=vase",
  "/cart",
  "/wishlist",
  "/sign-in",
  "/delivery",
];
const overflow = (page: Page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));

/** Presses Tab through a page and answers what is wrong with where the focus went. */
async function walk(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  await page.evaluate(() => {
    (globalThis as { seen?: Element[] }).seen = [];
  });
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press("Tab");
    // oxlint-disable-next-line no-loop-func -- runs in the page
    const found = await page.evaluate(async () => {
      const { seen = [] } = globalThis as { seen?: Element[] };
      const element = document.activeElement;
      if (!element || element === document.body || seen.includes(element)) {
        const stops = "a[href], button:enabled, summary, input:enabled, select, textarea, [tabindex='0']";
        const last = [...document.querySelectorAll(stops)].findLast((stop) =>
          stop.checkVisibility({ visibilityProperty: true }),
        );
        return last && seen.includes(last) ? "end" : `never comes to ${last?.outerHTML.slice(0, 120)}`;
      }
      // Browsers bring what is focused into view; a frame later it is there.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const name = element.outerHTML.slice(0, 120);
      const last = seen.at(-1);
      seen.push(element);
      const isBefore = last && last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
      const shown = element.closest("label, [data-focus]") ?? element;
      // The ring of a slider is on its thumb, which has no style that could be asked for.
      const rings = [element, shown, ...(element.parentElement?.children ?? [])].map((each) => getComputedStyle(each));
      const box = element.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2)];
      const top = document.elementFromPoint(x, y);
      const isCovered = top && !shown.contains(top) && !top.contains(shown) && !top.closest("label")?.contains(element);
      return {
        name,
        wrong: [
          isBefore && "goes back",
          !element.matches("[type=range]") &&
            !rings.some((style) => style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2) &&
            "has no ring",
          isCovered && `is covered by ${top.outerHTML.slice(0, 80)}`,
        ].filter(Boolean),
      };
    });
    if (found === "end") return wrong;
    if (typeof found === "string") return [...wrong, found];
    if (found.wrong.length > 0) wrong.push(`${found.name}: ${found.wrong.join(", ")}`);
  }
  return ["the walk has no end"];
}

for (const width of [360, 1280])
  test(`the Tab key goes through every page in its order, seen all the way, at ${width} px`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 640 });
    for (const path of PAGES) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      expect([path, await walk(page)]).toEqual([path, []]);
    }
  });

test("the first stop is the way past the header", async ({ page }) => {
  for (const path of PAGES) {
    await page.goto(path);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#main")).toBeFocused();
  }
});

test("text may be spaced out as people need it, and none is cut", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  for (const path of PAGES) {
    await page.goto(path);
    await page.addStyleTag({
      content:
        "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}",
    });
    expect([path, await overflow(page)]).toEqual([path, 0]);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll("main *, header *, footer *")]
        .filter((element) => element.childNodes.length > 0 && !element.closest(".sr-only, [aria-hidden=true]"))
        .filter((element) => /hidden|clip/.test(getComputedStyle(element).overflow))
        .filter(
          (element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1,
        )
        .filter(
          (element) => (element.textContent ?? "").trim() !== "" && element.clientHeight > 1 && element.clientWidth > 1,
        )
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect([path, cut]).toEqual([path, []]);
  }
});

test.describe("with less motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing moves, whatever is done", async ({ page }) => {
    const moving = () => page.evaluate(() => document.getAnimations().length);
    await page.goto("/products");
    await page.getByRole("main").getByRole("article").first().hover();
    expect(await moving()).toBe(0);
    await page.route(/_rsc=/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.continue().catch(() => undefined);
    });
    await page.getByRole("checkbox", { name: "On sale" }).check();
    await expect(page.locator("#filters")).toHaveAttribute("data-pending", "true");
    expect(await moving()).toBe(0);
    await expect(page).toHaveURL(/on_sale=true/);
    await page.unroute(/_rsc=/);
    await addToCart(page, "dinner-plate", { color: "Moss" });
    expect(await moving()).toBe(0);
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.getByRole("button", { name: "Zoom" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await moving()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Put on wish list" }).click();
    await expect(page.getByRole("button", { name: "On your wish list" })).toBeVisible();
    expect(await moving()).toBe(0);
    await page.getByRole("button", { name: "Ask the shop" }).click();
    await expect(page.getByRole("log", { name: "Conversation" })).toBeVisible();
    expect(await moving()).toBe(0);
  });
});

test("a form that was sent is empty when someone comes back to it", async ({ page }) => {
  await page.goto("/find-order");
  await page.getByLabel("E-mail").fill(newEmail());
  await page.getByLabel("Order number").fill("KL-0000-0000");
  await page.getByRole("button", { name: "Mail me the link" }).click();
  await expect(page.getByText("If there is such an order with this e-mail")).toBeVisible();
  await page.getByRole("navigation", { name: "Help" }).getByRole("link", { name: "Delivery" }).click();
  await expect(page).toHaveURL("/delivery");
  await page.goBack();
  await expect(page.getByLabel("E-mail")).toHaveValue("");
  await expect(page.getByLabel("Order number")).toHaveValue("");
});

test.describe("with the system's own colors", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  /** How an element looks once the system has chosen: no color says more than these. */
  const look = (element: Locator) =>
    element.evaluate((node) => {
      const { color, borderTopColor, outlineStyle } = getComputedStyle(node);
      return { color, borderTopColor, outlineStyle };
    });

  test("what is chosen can be told", async ({ page }) => {
    await page.goto("/products?page=2&color=Moss");
    const swatch = (value: string) => look(page.locator(`.swatch[value="${value}"]`));
    expect((await swatch("Moss")).outlineStyle).not.toBe((await swatch("Bone")).outlineStyle);
    await page.goto("/products?page=2");
    const pages = page.getByRole("main").getByRole("navigation", { name: "Pages" });
    const number = (name: string) => look(pages.getByRole("link", { name, exact: true }));
    expect((await number("Page 2")).borderTopColor).not.toBe((await number("Page 3")).borderTopColor);
    await page.goto("/products/dinner-plate");
    await page.getByRole("radio", { name: "Moss" }).check({ force: true });
    const choice = (name: string) => look(page.locator("label").filter({ has: page.getByRole("radio", { name }) }));
    expect((await choice("Moss")).outlineStyle).not.toBe((await choice("Oat")).outlineStyle);
    const star = page.locator("h1 ~ * .star").first();
    const drawn = await star.evaluate((node) => getComputedStyle(node).backgroundImage);
    const [given, missing] = drawn.match(/rgba?\([^)]*\)/g) ?? [];
    expect(given).not.toBe(missing);
  });

  test("every control has an edge", async ({ page }) => {
    for (const path of PAGES) {
      await page.goto(path);
      await accessible(page, ["color-contrast"]);
      const bare = await page.evaluate(() =>
        [...document.querySelectorAll("button, .control, select, [data-button]")]
          .filter((element) => element.checkVisibility() && (element.textContent ?? "").trim() !== "")
          .filter((element) => {
            const style = getComputedStyle(element);
            const isFlat =
              Number.parseFloat(style.borderTopWidth) === 0 && Number.parseFloat(style.borderBottomWidth) === 0;
            return isFlat && !style.textDecorationLine.includes("underline");
          })
          .map((element) => element.outerHTML.slice(0, 140)),
      );
      expect([path, bare]).toEqual([path, []]);
    }
  });
});

test.describe("a browser far away", () => {
  test.use({ locale: "ja-JP", timezoneId: "Pacific/Kiritimati" });

  test("shows the same as the server wrote, in its own language and time zone", async ({ page }) => {
    for (const path of [...PAGES, "/products?ordering=price"]) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await expect(page.locator("h1")).toHaveCount(1);
    }
  });
});

for (const [theme, system] of [
  ["dark", "light"],
  ["light", "dark"],
] as const)
  test(`a chosen ${theme} theme is there before anything is painted`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    await page.emulateMedia({ colorScheme: system });
    await page.addInitScript(() => {
      const watcher = new MutationObserver(() => {
        if (!document.body) return;
        (globalThis as { themeAtBody?: string }).themeAtBody = document.documentElement.dataset["theme"] ?? "none";
        watcher.disconnect();
      });
      watcher.observe(document, { childList: true, subtree: true });
    });
    for (const path of ["/", "/products/pocket-tee", "/cart"]) {
      await page.goto(path);
      expect(await page.evaluate(() => (globalThis as { themeAtBody?: string }).themeAtBody)).toBe(theme);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(theme);
    }
  });

for (const colorScheme of ["light", "dark"] as const)
  test(`every color that is written with can be read in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    const ratios = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("i"));
      const luminance = (name: string) => {
        probe.style.color = `var(--color-${name})`;
        const channels = getComputedStyle(probe)
          .color.match(/[\d.]+/g)
          ?.slice(0, 3)
          .map((text) => Number(text) / 255);
        const [red = 0, green = 0, blue = 0] = (channels ?? []).map((value) =>
          value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const ratio = (one: string, other: string) => {
        const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((left, right) => left - right);
        return (high + 0.05) / (low + 0.05);
      };
      const text = ["ink", "soft", "accent", "moss", "danger"].flatMap((name) =>
        ["paper", "surface"].map((ground) => [`${name} on ${ground}`, ratio(name, ground), 4.5] as const),
      );
      const pairs = [
        ...text,
        ["paper on accent", ratio("paper", "accent"), 4.5] as const,
        ["edge on paper", ratio("edge", "paper"), 3] as const,
      ];
      return pairs.filter(([, found, least]) => found < least);
    });
    expect(ratios).toEqual([]);
  });

test.describe("scripts that come late", () => {
  test("what is done before they are there is not lost", async ({ page }) => {
    await page.route(/_next\/static\/.*\.js/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await route.continue();
    });
    const options = { waitUntil: "commit" } as const;
    await page.goto("/sign-in", options);
    await typeSignIn(page);
    await expect(page).toHaveURL(/\/account/);
    await page.goto("/products/dinner-plate", options);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByText(/added to your cart/i).first()).toBeVisible();
    await page.goto("/", options);
    const search = page.getByRole("search").first();
    await search.getByRole("searchbox").fill("vase");
    await search.getByRole("searchbox").press("Enter");
    await expect(page).toHaveURL(/\/search\?q=vase/);
    await expect(page.getByRole("main").getByRole("article").first()).toBeVisible();
  });

  test("what does nothing without them waits for them", async ({ page }) => {
    let come = () => {};
    const coming = new Promise<void>((resolve) => (come = resolve));
    await page.route(/_next\/static\/.*\.js/, async (route) => {
      await coming;
      await route.continue();
    });
    await page.goto("/products/dinner-plate", { waitUntil: "commit" });
    const waiting = ["One more", "One less", "Zoom", "Share", "Change theme"];
    for (const name of waiting) await expect(page.getByRole("button", { name })).toBeDisabled();
    await page.locator("main").getByRole("spinbutton").fill("2");
    come();
    for (const name of waiting) await expect(page.getByRole("button", { name })).toBeEnabled();
    await page.getByRole("button", { name: "One more" }).click();
    await expect(page.locator("main").getByRole("spinbutton")).toHaveValue("3");
  });
});

test("help stands at the same place and in the same order everywhere", async ({ page }) => {
  const orders = new Set<string>();
  for (const path of PAGES) {
    await page.goto(path);
    orders.add((await page.getByRole("navigation", { name: "Help" }).getByRole("link").allTextContents()).join());
    await expect(page.getByRole("button", { name: "Ask the shop" })).toBeVisible();
  }
  expect(orders.size).toBe(1);
});

test("a whole visit leaves our own cookies and nobody else's", async ({ page, context, baseURL }) => {
  await addToCart(page, "dinner-plate", { color: "Moss" });
  for (const path of PAGES) await page.goto(path);
  const cookies = await context.cookies();
  expect(cookies.length).toBeGreaterThan(0);
  for (const { name, domain, httpOnly } of cookies) {
    expect(domain).toBe(new URL(baseURL ?? "").hostname);
    expect([name, httpOnly]).toEqual([name, name !== "theme"]);
  }
});
