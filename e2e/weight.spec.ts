import { BUDGET, weigh } from "../bench/weigh.mjs";
import { expect, test } from "./shop";

for (const path of ["/", "/products", "/products/everyday-bowl", "/de/products"])
  test(`${path} weighs what a phone can carry, and holds still while it is read`, async ({ browser, baseURL }) => {
    const { script, html, image, requests, shift } = await weigh(browser, `${baseURL}${path}`);
    expect(script, "JavaScript, bytes").toBeLessThanOrEqual(BUDGET.script);
    expect(html, "HTML, bytes").toBeLessThanOrEqual(BUDGET.html);
    expect(image, "largest picture, bytes").toBeLessThanOrEqual(BUDGET.image);
    expect(requests).toBeLessThanOrEqual(BUDGET.requests);
    expect(shift, "layout shift").toBeLessThanOrEqual(BUDGET.shift);
  });
