import { type Page, expect as expectOf } from "@playwright/test";

import { answers, ask, offers, openPanel, panelOf } from "./asking";
import { accessible, addToCart, checkOut, expect, newEmail, register, signIn, speakAs, test, typeSignIn } from "./shop";

const count = (page: Page) => page.getByRole("link", { name: /^Cart/ });

test("someone asks, compares, has their cart filled by consent, takes it back, and checks out", async ({ page }) => {
  await openPanel(page);
  await expect(panelOf(page).getByText("Offline assistant (no AI model)")).toBeVisible();
  await ask(page, "a mug under 40 dollars");
  await expect(answers(page).last().getByRole("listitem").first()).toContainText("$");
  await ask(page, "compare the first and the second");
  await expect(panelOf(page).getByRole("table")).toContainText("Price");
  await expect(panelOf(page).getByText("compare the first and the second")).toBeInViewport();
  await ask(page, "put two Moon Jar in my cart");
  const offer = offers(page).last();
  await expect(offer).toContainText("Put 2 × Moon Jar");
  await expect(answers(page).last().getByRole("listitem")).toHaveCount(0);
  await expect(count(page)).toHaveAccessibleName("Cart");
  await offer.getByRole("button", { name: "Confirm" }).click();
  await expect(count(page)).toHaveAccessibleName("Cart, 2 items");
  await offer.getByRole("button", { name: "Undo" }).click();
  await expect(offer.getByText("Taken back.").first()).toBeVisible();
  await expect(count(page)).toHaveAccessibleName("Cart");
  await ask(page, "put one Moon Jar in my cart");
  await offers(page).last().getByRole("button", { name: "Confirm" }).click();
  await expect(count(page)).toHaveAccessibleName("Cart, 1 item");
  await ask(page, "check out");
  await panelOf(page).getByRole("button", { name: "Check out" }).click();
  await expect(page).toHaveURL(/\/checkout$/);
});

test("what was said outlives a reload, and goes along when someone registers", async ({ page }) => {
  await openPanel(page, "/products/moon-jar");
  await ask(page, "put one in my cart");
  await expect(offers(page)).toContainText("Moon Jar");
  await page.reload();
  await page.getByRole("button", { name: "Ask the shop" }).click();
  await expect(offers(page)).toContainText("Moon Jar");
  const email = newEmail();
  await page.goto("/register");
  await page.getByLabel("User name").fill(email.split("@")[0] ?? "");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("a loom with a view");
  await page.getByRole("button", { name: "Make an account" }).click();
  await expect(page).toHaveURL(/\/account/);
  await page.getByRole("button", { name: "Ask the shop" }).click();
  await panelOf(page).getByRole("button", { name: "Confirm" }).click();
  await expect(count(page)).toHaveAccessibleName("Cart, 1 item");
  await panelOf(page).getByRole("button", { name: "Start over" }).click();
  await expect(offers(page)).toHaveCount(0);
  await page.reload();
  await page.getByRole("button", { name: "Ask the shop" }).click();
  await expect(panelOf(page).getByText("I find and compare things")).toBeVisible();
});

test("what a guest said goes along into the account that they sign in to", async ({ page }) => {
  const email = await register(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/");
  await openPanel(page, "/products/moon-jar");
  await ask(page, "put one in my cart");
  await expect(offers(page)).toContainText("Moon Jar");
  await page.goto("/sign-in");
  await typeSignIn(page, email, "a loom of one's own");
  await expect(page).toHaveURL((url) => url.pathname === "/account");
  await page.getByRole("button", { name: "Ask the shop" }).click();
  await panelOf(page).getByRole("button", { name: "Confirm" }).click();
  await expect(count(page)).toHaveAccessibleName("Cart, 1 item");
});

test("someone asks where their order is, and has it put into the cart again by consent", async ({ page }) => {
  await signIn(page);
  await expect(page).toHaveURL(/\/account/);
  await page.getByRole("button", { name: "Ask the shop" }).click();
  await ask(page, "where is my order?");
  await expect(answers(page).last().getByRole("link", { name: /^KL-/ })).toBeVisible();
  await ask(page, "order the same again");
  const offer = offers(page).last();
  await expect(offer).toContainText(/Put order KL-.* into your cart again\?/);
  await expect(offer).toContainText("together");
  await accessible(page);
});

test.describe("an assistant that does not answer", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test("says so, the shop goes on, and asking again works", async ({ page }) => {
    await openPanel(page);
    await page.route("**/api/v1/chat/", (route) => route.abort());
    await ask(page, "a green mug");
    await expect(panelOf(page).getByText("The shop could not be reached.").last()).toBeVisible();
    await page.unroute("**/api/v1/chat/");
    await panelOf(page).getByRole("button", { name: "Ask again" }).click();
    await expect(answers(page).last().getByRole("listitem").first()).toContainText("$", { timeout: 15_000 });
  });

  for (const [model, question] of [
    ["dead", "have you a blue vase"],
    ["500", "have you a lamp for a desk"],
    ["stalling", "have you a red rug"],
    ["cut", "have you a wooden spoon"],
    ["halting", "have you a linen towel"],
  ] as const)
    test(`because its model is ${model} says so, the shop goes on, and asking again works`, async ({
      page,
      request,
    }) => {
      const recover = await speakAs(request, model, question);
      await openPanel(page);
      await ask(page, question);
      await expect(answers(page).last()).toContainText("The assistant cannot answer right now.");
      await page.getByRole("banner").getByRole("link", { name: "Everything" }).click();
      await expect(page).toHaveURL(/\/products$/);
      await expect(page.getByRole("main")).toContainText("$");
      await recover();
      await panelOf(page).getByRole("button", { name: "Ask again" }).click();
      await expect(answers(page).last().getByRole("listitem").first()).toContainText("$", { timeout: 15_000 });
      await expect(answers(page)).toHaveCount(1);
    });

  test("because the shop falls silent says so", async ({ page }) => {
    await page.clock.install();
    await openPanel(page);
    let hasAsked = false;
    await page.route("**/api/v1/chat/", () => void (hasAsked = true));
    await page.getByLabel("Your question").fill("a green mug");
    await page.getByLabel("Your question").press("Enter");
    await expect.poll(() => hasAsked).toBe(true);
    await page.clock.fastForward("00:10");
    await expect(panelOf(page).getByText("The shop could not be reached.").last()).toBeVisible();
  });

  test("because it was asked too much says how long to wait", async ({ page }) => {
    await openPanel(page);
    await page.route("**/api/v1/chat/", (route) =>
      route.fulfill({ status: 429, headers: { "Retry-After": "42" }, json: { detail: "", code: "throttled" } }),
    );
    await ask(page, "a green mug");
    await expect(panelOf(page).getByText("Ask again in 42 seconds.").last()).toBeVisible();
  });
});

test("the panel is reached and left by keyboard, and tells each answer once", async ({ page }) => {
  await page.goto("/products");
  const button = page.getByRole("button", { name: "Ask the shop" });
  // Before its script is there it takes neither focus nor press.
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Your question")).toBeFocused();
  const told = await page.evaluateHandle(() => {
    const texts: string[] = [];
    const status = document.querySelector("[role=dialog] > [role=status]");
    if (status)
      new MutationObserver(() => texts.push(status.textContent)).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    return texts;
  });
  await ask(page, "a gift under 50 dollars for someone who drinks tea");
  expect(await told.jsonValue()).toEqual(["Answering…", expectOf.stringContaining("“")]);
  await expect(page.getByLabel("Your question")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panelOf(page)).toBeHidden();
  await expect(button).toBeFocused();
});

test("stopping leaves what was said, and the next question is answered", async ({ page }) => {
  await openPanel(page);
  await page.route("**/api/v1/chat/", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue().catch(() => undefined);
  });
  await page.getByLabel("Your question").fill("a mug");
  await page.getByLabel("Your question").press("Enter");
  await panelOf(page).getByRole("button", { name: "Stop" }).click();
  await expect(panelOf(page).getByText("Stopped.").last()).toBeVisible();
  await page.unroute("**/api/v1/chat/");
  await ask(page, "a vase");
  await expect(answers(page).last().getByRole("listitem").first()).toContainText("$");
});

for (const width of [360, 768, 1280])
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 640 } });

    test("the way to the assistant never lies on what a payment is typed into", async ({ page }) => {
      await addToCart(page, "market-tote", { color: "Natural" });
      await checkOut(page, newEmail());
      await expect(page.locator('iframe[title="Secure payment input frame"]')).toBeVisible();
      await expect(page.getByRole("button", { name: /^Pay \$/ })).toBeVisible();
      const covered = await page.evaluate(() => {
        const main = document.querySelector("main");
        const typed = [...(main?.querySelectorAll("iframe, button, input, a") ?? [])];
        const ask = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Ask the shop");
        const meets = (one: DOMRect, other: DOMRect) =>
          one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
        const found = new Set<string>();
        for (let top = 0; top < document.documentElement.scrollHeight; top += 40) {
          scrollTo({ top, behavior: "instant" });
          for (const one of typed)
            if (ask && meets(one.getBoundingClientRect(), ask.getBoundingClientRect())) found.add(one.outerHTML);
        }
        return ask ? [...found] : ["there is no way to the assistant"];
      });
      expect(covered).toEqual([]);
      await page.getByRole("button", { name: "Ask the shop" }).click();
      await expect(panelOf(page)).toBeVisible();
    });
  });

test("nobody carries the panel who does not open it, and it is light", async ({ page }) => {
  const bytes: number[] = [];
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      void response.body().then(async () => bytes.push((await response.request().sizes()).responseBodySize));
  });
  await page.getByRole("button", { name: "Ask the shop" }).click();
  await expect(panelOf(page)).toBeVisible();
  await expect.poll(() => bytes.length).toBeGreaterThan(0);
  await page.waitForLoadState("networkidle");
  expect(bytes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(25 * 1024);
});
