import { expect, mailsFor, newEmail, test } from "./shop";

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

  const admin = { username: "admin", password: "admin-loom-2026" };
  const { token } = (await (await request.post("/api/v1/token/", { data: admin })).json()) as { token: string };
  type Found = { results: { id: number; slug: string; variants: { id: number; color: string }[] }[] };
  const found = (await (await request.get("/api/v1/products/?search=incense+dish")).json()) as Found;
  const dish = found.results.find(({ slug }) => slug === "incense-dish");
  const variant_id = dish?.variants.find(({ color }) => color === "Terracotta")?.id;
  const answer = await request.post(`/api/v1/products/${dish?.id}/stock/`, {
    headers: { Authorization: `Token ${token}` },
    data: { variant_id, delta: 3, reason: "Fired anew" },
  });
  expect(answer.status()).toBe(200);

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
