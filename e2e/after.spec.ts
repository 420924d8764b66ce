import type { Page } from "@playwright/test";

import { accessible, expect, newEmail, test } from "./shop";

const LOOKS = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1280].map((width) => ({ colorScheme, width, name: `${colorScheme}, ${width} px` })),
);

/** Makes an account of its own, whose pages nobody else changes. */
async function newAccount(page: Page, next = "/account"): Promise<string> {
  const email = newEmail();
  await page.goto(`/register?next=${next}`);
  await page.getByLabel("User name").fill(email.split("@")[0] ?? "");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("a loom of one's own");
  await page.getByRole("button", { name: "Make an account" }).click();
  await expect(page.getByRole("navigation", { name: "Your account" })).toBeVisible();
  return email;
}

const overflow = (page: Page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));

async function typeHome(page: Page, street = "214 Alder St"): Promise<void> {
  await page.getByLabel("Full name").fill("Robin Ash");
  await page.getByLabel("Street and number").fill(street);
  await page.getByLabel("Postal code").fill("97205");
  await page.getByLabel("City").fill("Portland");
  await page.getByLabel("State or region").fill("OR");
}

test("an address is added, corrected, made the default and deleted", async ({ page }) => {
  await newAccount(page, "/account/addresses");
  await page.getByRole("link", { name: "Add an address" }).click();
  await page.getByRole("button", { name: "Save the address" }).click();
  await expect(page.getByText("Some fields need another look.")).toBeVisible();
  await typeHome(page);
  await page.getByRole("button", { name: "Save the address" }).click();
  await expect(page.getByText("Your address is saved.")).toBeVisible();
  const card = (street: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: street });
  await expect(card("214 Alder St")).toContainText("Default for parcels · Default for invoices");
  await page.getByRole("link", { name: "Add an address" }).click();
  await typeHome(page, "9 Mill Lane");
  await page.getByRole("button", { name: "Save the address" }).click();
  await page.getByRole("button", { name: "Send parcels to 9 Mill Lane" }).click();
  await expect(card("9 Mill Lane")).toContainText("Default for parcels");
  await expect(card("214 Alder St")).not.toContainText("Default for parcels");
  await page.getByRole("link", { name: "Edit 9 Mill Lane" }).click();
  await page.getByLabel("City").fill("Salem");
  await page.getByRole("button", { name: "Save the address" }).click();
  await expect(card("9 Mill Lane")).toContainText("Salem");
  await page.getByRole("button", { name: "Delete 9 Mill Lane" }).click();
  await expect(card("9 Mill Lane")).toHaveCount(0);
  await expect(card("214 Alder St")).toContainText("Default for parcels");
});

for (const { name, colorScheme, width } of LOOKS)
  test.describe(name, () => {
    test.use({ colorScheme, viewport: { width, height: 800 }, isMobile: width < 500 });

    test("the pages of an account can be used by everyone", async ({ page }) => {
      await newAccount(page, "/account/addresses/new");
      await accessible(page);
      await typeHome(page);
      await page.getByRole("button", { name: "Save the address" }).click();
      await expect(page.getByText("Your address is saved.")).toBeVisible();
      for (const path of ["/account", "/account/addresses", "/account/tokens"]) {
        await page.goto(path);
        await accessible(page);
        expect([path, await overflow(page)]).toEqual([path, 0]);
        await expect(page.locator("h1")).toHaveCount(1);
      }
    });
  });
