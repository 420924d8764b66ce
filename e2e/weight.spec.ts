import { BUDGET, weigh } from "../bench/weigh.mjs";
import { addToCart, expect, test } from "./shop";

for (const path of ["/", "/products", "/products/everyday-bowl", "/de/products"])
  test(`${path} weighs what a phone can carry, and holds still while it is read`, async ({ browser, baseURL }) => {
    const { script, html, image, requests, shift } = await weigh(browser, `${baseURL}${path}`);
    expect(script, "JavaScript, bytes").toBeLessThanOrEqual(BUDGET.script);
    expect(html, "HTML, bytes").toBeLessThanOrEqual(BUDGET.html);
    expect(image, "largest picture, bytes").toBeLessThanOrEqual(BUDGET.image);
    expect(requests).toBeLessThanOrEqual(BUDGET.requests);
    expect(shift, "layout shift").toBeLessThanOrEqual(BUDGET.shift);
  });

test("the checkout weighs little more, without the script that takes the card", async ({ page, browser, baseURL }) => {
  await addToCart(page, "everyday-bowl");
  await page.goto("/checkout");
  const cookies = await page.context().storageState();
  const { files, html, requests, shift } = await weigh(browser, `${baseURL}/checkout`, cookies);
  const own = files.filter(({ url, kind }) => kind === "script" && !url.includes("stripe.js"));
  const script = own.reduce((total, { bytes }) => total + bytes, 0);
  expect(script, "JavaScript, bytes").toBeGreaterThan(0);
  expect(script, "JavaScript, bytes").toBeLessThanOrEqual(BUDGET.checkout);
  expect(html, "HTML, bytes").toBeLessThanOrEqual(BUDGET.html);
  expect(requests).toBeLessThanOrEqual(BUDGET.requests);
  expect(shift, "layout shift").toBeLessThanOrEqual(BUDGET.shift);
});
