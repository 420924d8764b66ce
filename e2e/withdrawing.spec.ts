import { accessible, expect, register, test } from "./shop";

test("an account sees what it waits for, and waits no longer", async ({ page }) => {
  const email = await register(page, "/account/stock-alerts");
  await expect(page.getByText("Nothing now.")).toBeVisible();
  await accessible(page);
  // Who it is may be known a while after the page is there.
  let come = () => {};
  const coming = new Promise<void>((resolve) => (come = resolve));
  await page.route("**/api/session", async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto("/products/facet-beaker?color=Sky");
  await page.getByRole("button", { name: "Notify me" }).click();
  await expect(page.getByText(`We write to ${email}`)).toBeVisible();
  come();
  await page.goto("/account/stock-alerts");
  await expect(page.getByRole("main").getByRole("link", { name: "Facet Beaker" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: /^Wait no longer for/ }).click();
  await expect(page.getByText("Nothing now.")).toBeVisible();
});
