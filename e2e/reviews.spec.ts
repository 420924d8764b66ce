import { CARDS, accessible, addToCart, checkOut, expect, pay, register, test } from "./shop";

const MARKUP = `<img src=x onerror="document.title='broken'"> <b>Lovely</b> [mug](javascript:alert(1))`;
const SHOWN = MARKUP.replace(/\[(.*)\].*/, "$1");

test("a buyer writes a review, sees it as it was written, changes it and takes it back", async ({ page }) => {
  const path = "/products/moon-jar";
  await page.goto(path);
  await page.getByRole("link", { name: "Write a review" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const email = await register(page, `${path}/review`);
  await expect(page.getByText("We find no paid order of yours")).toBeVisible();
  await addToCart(page, "moon-jar");
  await checkOut(page, email);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();

  await page.goto(`${path}/review`);
  await page.getByRole("button", { name: "Send your review" }).click();
  await expect(page.getByText("Choose from one to five stars.")).toBeVisible();
  await accessible(page);
  await page.getByRole("radio", { name: /^4 stars/ }).check();
  await page.emulateMedia({ forcedColors: "active" });
  const star = (name: string) => page.locator(".stars label").filter({ hasText: name });
  const drawn = (name: string) => star(name).locator(".star");
  const color = (name: string) => drawn(name).evaluate((node) => getComputedStyle(node).backgroundColor);
  expect(await color("4 stars")).not.toBe(await color("5 stars"));
  await page.emulateMedia({ forcedColors: null });
  await page.getByLabel("In a few words").fill("As round as the moon");
  await page.getByLabel("Your review").fill(MARKUP);
  await page.getByRole("button", { name: "Send your review" }).click();
  await expect(page.getByText("Thank you. Your review is published.")).toBeVisible();
  await expect(page.getByText(SHOWN)).toBeVisible();

  await page.goto(path);
  const section = page.getByRole("region", { name: "What people say" });
  await expect(section.getByText(SHOWN)).toBeVisible();
  await expect(section.locator("img, b, [href*=alert]")).toHaveCount(0);
  await expect(page).not.toHaveTitle("broken");
  await expect(section.getByText("3 reviews", { exact: true })).toBeVisible();

  await page.goto(`${path}/reviews`);
  await page.getByRole("link", { name: "Change your review" }).click();
  await expect(page.getByLabel("Your review")).toHaveValue(MARKUP);
  await page.getByRole("button", { name: "Delete your review" }).click();
  await expect(page.getByText("Your review is deleted.")).toBeVisible();
  await expect(page.getByText("As round as the moon")).toHaveCount(0);
});

test("stars narrow the reviews, an order sorts them, and both live in the address", async ({ page }) => {
  await page.goto("/products/morning-mug");
  const section = page.getByRole("region", { name: "What people say" });
  await section.getByRole("link", { name: /^5 stars/ }).click();
  await expect(page).toHaveURL(/\/reviews\?rating=5$/);
  await expect(page.getByRole("status").filter({ hasText: "with 5 stars" })).toHaveText("2 reviews with 5 stars");
  await page.getByRole("link", { name: "Remove filter: 5 stars" }).click();
  await expect(page.getByRole("status").filter({ hasText: "reviews" })).toHaveText("4 reviews");
  await page.getByRole("link", { name: "Worst first" }).click();
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Colour is warmer in person");
  await page.reload();
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Colour is warmer in person");
});

test("numbers for machines are those that people see", async ({ page }) => {
  await page.goto("/products/morning-mug");
  const told = (await page.locator('script[type="application/ld+json"]').textContent()) ?? "{}";
  type Rated = { "@type": string; aggregateRating: { ratingValue: number; reviewCount: number } };
  const { "@graph": nodes } = JSON.parse(told) as { "@graph": Rated[] };
  const data = nodes.find((node) => node["@type"] === "Product") as Rated;
  const section = page.getByRole("region", { name: "What people say" });
  await expect(section.getByText(data.aggregateRating.ratingValue.toFixed(1), { exact: true })).toBeVisible();
  await expect(section.getByText(`${data.aggregateRating.reviewCount} reviews`, { exact: true })).toBeVisible();
});

test("a vote counts once and can be taken back; a guest is asked to sign in", async ({ page }) => {
  await page.goto("/products/everyday-bowl/reviews");
  const button = page.getByRole("button", { name: /^Helpful/ }).first();
  await button.click();
  await expect(page.getByRole("link", { name: "Sign in first" })).toBeVisible();
  await register(page, "/products/everyday-bowl/reviews");
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await page.getByText("Report", { exact: true }).first().click();
  await page.getByLabel("What is wrong with it?").first().fill("It is about another bowl.");
  await page.getByRole("button", { name: "Send the report" }).first().click();
  await expect(page.getByText("Thank you. We will look at it.")).toBeVisible();
});

test("no address of the reviews is an error", async ({ request }) => {
  for (const query of ["?rating=9", "?page=99999", "?ordering=;drop", "?rating=1&rating=2", "?page=%00", "?saved=x"])
    expect([query, (await request.get(`/products/morning-mug/reviews${query}`)).status()]).toEqual([query, 200]);
  expect((await request.get("/products/no-such-thing/reviews")).status()).toBe(404);
});
