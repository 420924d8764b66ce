import type { Page } from "@playwright/test";

import { expect } from "./shop";

export const panelOf = (page: Page) => page.getByRole("dialog", { name: "Ask the shop" });

export async function openPanel(page: Page, path = "/"): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: "Ask the shop" }).click();
  await expect(panelOf(page)).toBeVisible();
}

/** Asks, and waits until the answer is whole, or is none. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel("Your question").fill(question);
  await page.getByLabel("Your question").press("Enter");
  await expect(panelOf(page).getByRole("button", { name: "Ask", exact: true })).toBeVisible({ timeout: 15_000 });
}

export const answers = (page: Page) =>
  panelOf(page).getByRole("log").locator("> div").filter({ hasText: "The assistant:" });
export const offers = (page: Page) => panelOf(page).getByRole("group", { name: "Offer" });
