import type { APIRequestContext, Page } from "@playwright/test";

import { dayOf } from "../model/days";
import { asAdmin, expect, mailsFor, newEmail, test } from "./shop";

type Found = { results: { id: number; slug: string; variants: { id: number; color: string; stock: number }[] }[] };

/** A color of a product, with what an admin changes its stock by. */
async function stockOf(request: APIRequestContext, slug: string, color: string) {
  const admin = { username: "admin", password: "admin-loom-2026" };
  const { token } = (await (await request.post("/api/v1/token/", { data: admin })).json()) as { token: string };
  const search = slug.replaceAll("-", " ");
  const found = (await (await request.get("/api/v1/products/", { params: { search } })).json()) as Found;
  const product = found.results.find((one) => one.slug === slug);
  const variant = product?.variants.find((one) => one.color === color);
  const change = async (delta: number, reason: string) => {
    const answer = await request.post(`/api/v1/products/${product?.id}/stock/`, {
      headers: { Authorization: `Token ${token}` },
      data: { variant_id: variant?.id, delta, reason },
    });
    expect(answer.status()).toBe(200);
  };
  return { stock: variant?.stock ?? 0, change };
}

test("what is sold out is told when it is back, with the way to it and the way out", async ({ page, request }) => {
  const email = newEmail();
  await page.goto("/products/incense-dish?color=Terracotta");
  await page.getByPlaceholder("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Notify me" }).click();
  await expect(page.getByText(`We write to ${email}`)).toBeVisible();
  await page.goto("/products/facet-beaker?color=Sky");
  await page.getByPlaceholder("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Notify me" }).click();
  await expect(page.getByText(`We write to ${email}`)).toBeVisible();

  const dish = await stockOf(request, "incense-dish", "Terracotta");
  await dish.change(3, "Fired anew");

  const [mail, ...others] = await mailsFor(request, email);
  expect(others).toEqual([]);
  expect(mail?.subject).toMatch(/ is back$/);
  const [, link = ""] = /See it: (\S+)/.exec(mail?.text ?? "") ?? [];
  await page.goto(link);
  await expect(page.getByRole("radio", { name: "Terracotta" })).toBeChecked();
  await expect(page.getByText("Only 3 left")).toBeVisible();
  const [, stop = ""] = /Stop them all: (\S+)/.exec(mail?.text ?? "") ?? [];
  await page.goto(stop);
  await expect(page.getByText("Nothing waits for your address any more.")).toBeVisible();
});

test("what sells out while it is looked at stays what was chosen, and is told to be sold out", async ({
  page,
  request,
}) => {
  const { stock, change } = await stockOf(request, "rib-beanie", "Ochre");
  await page.goto("/products/rib-beanie");
  await expect(page.getByRole("radio", { name: "Ochre" })).toBeChecked();
  await change(-stock, "Moths");
  try {
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByText("Ochre is sold out.")).toBeVisible();
    await expect(page.getByRole("radio", { name: "Ochre (sold out)" })).toBeChecked();
    await expect(page.getByRole("button", { name: "Notify me" })).toBeVisible();
  } finally {
    await change(stock, "No moths after all");
  }
});

test("when what is sold out is expected back is told, until that day is over", async ({ page, request, browser }) => {
  const headers = await asAdmin(request);
  const restock_on = dayOf(Date.now() + 20 * 86_400_000);
  const variants = [{ sku: "LATE-1", restock_on }];
  const data = { name: "Late Bowl", price: "34.00", category_id: 1, variants };
  const made = await request.post("/api/v1/products/", { headers, data });
  expect(made.status()).toBe(201);
  const { id, slug } = (await made.json()) as { id: number; slug: string };
  const told = `Sold out· back on ${new Date(restock_on).toLocaleDateString("en-US", { month: "long", day: "numeric", timeZone: "UTC" })}`;
  const status = (on: Page) => on.getByRole("status").filter({ hasText: "Sold out" });
  try {
    await page.goto(`/products/${slug}`);
    await expect(status(page)).toHaveText(told);
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(`/products/${slug}`);
    await expect(status(still)).toHaveText(told);
    await plain.close();
    const markdown = await request.get(`/products/${slug}.md`);
    expect(await markdown.text()).toContain(`sold out, back on ${restock_on}`);
    // The page is kept, and that day comes to an end.
    await page.clock.setFixedTime(Date.now() + 22 * 86_400_000);
    await page.goto(`/products/${slug}`);
    await expect(status(page)).toHaveText("Sold out");
  } finally {
    await request.delete(`/api/v1/products/${id}/`, { headers });
  }
});
