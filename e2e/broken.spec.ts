import {
  CARDS,
  accessibleEverywhere,
  addToCart,
  asAdmin,
  breakStripe,
  checkOut,
  expect,
  openDatabase,
  pay,
  register,
  test,
  thanks,
} from "./shop";

// While one of its tables is away, the rest of the shop goes on.
async function without(table: string, work: () => Promise<void>): Promise<void> {
  const sql = openDatabase();
  try {
    await sql`alter table ${sql(table)} rename to ${sql(`${table}_away`)}`;
    try {
      await work();
    } finally {
      await sql`alter table ${sql(`${table}_away`)} rename to ${sql(table)}`;
    }
  } finally {
    await sql.end();
  }
}

test.describe("a page that breaks", () => {
  test.use({ expectedErrors: [/500 \(|Server Components render|Minified React error|digest/] });

  for (const [table, address, heading] of [
    ["reviews", "/products/moon-jar/reviews?sort=rating", /Reviews/],
    ["carts", "/cart", /cart/i],
    ["products", "/products?ordering=-price&page=1", /Everything/],
  ] as const)
    test(`without its ${table} says so with a number, keeps the header, and comes back`, async ({ page }) => {
      await addToCart(page, "dinner-plate", { color: "Moss" });
      await without(table, async () => {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something broke on our side.");
        await expect(page.getByText(/Number of this error: \d+/)).toBeVisible();
        await expect(page.getByRole("banner").getByRole("link", { name: /^Cart/ })).toBeVisible();
        await expect(page.getByRole("link", { name: "To the front page" })).toBeVisible();
        await accessibleEverywhere(page);
      });
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    });

  test("whose frame breaks as well says so in its language, and comes back", async ({ page, request }) => {
    const headers = await asAdmin(request);
    const { results } = (await (
      await request.get("/api/v1/translations/?kind=option&locale=fr", { headers })
    ).json()) as { results: { id: number; texts: object }[] };
    // Whatever is kept of the catalog is read anew after a change to it.
    const at = `/api/v1/translations/${results[0]?.id}/`;
    expect((await request.patch(at, { headers, data: { texts: results[0]?.texts } })).status()).toBe(200);
    await without("categories", async () => {
      await page.goto("/de/cart?x=1");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bei uns ist etwas kaputtgegangen.");
      await expect(page).toHaveTitle("Bei uns ist etwas kaputtgegangen.");
      await expect(page.getByText(/Nummer dieses Fehlers: \d+/)).toBeVisible();
      await expect(page.getByRole("link", { name: "Zur Startseite" })).toHaveAttribute("href", "/de");
      await accessibleEverywhere(page);
    });
    await page.getByRole("link", { name: "Noch einmal versuchen" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ihr Warenkorb");
    await expect(page).toHaveURL(/\/de\/cart\?x=1$/);
  });
});

test("an order that is cancelled while its money cannot be given back yet says so", async ({ page, request }) => {
  const email = await register(page);
  await addToCart(page, "stoneware-candle", { color: "Moss" });
  await checkOut(page, email);
  await pay(page, CARDS.good);
  await expect(thanks(page)).toBeVisible();
  const end = await breakStripe(request, "/v1/refunds");
  try {
    await page.getByText("Cancel this order").click();
    await page.getByRole("button", { name: "Yes, cancel it" }).click();
    await expect(page.getByText("your money is on its way back")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("Refund under way", { exact: true })).toBeVisible();
    await expect(thanks(page)).toHaveCount(0);
    await expect(page.getByText("Cancel this order")).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Where it is" }).getByRole("listitem")).toHaveText([
      /^Placed/,
      /^Paid/,
    ]);
    await accessibleEverywhere(page);
    await page.goto("/account/orders");
    await expect(page.getByRole("listitem").filter({ hasText: /KL-/ })).toContainText("Refund under way");
  } finally {
    await end();
  }
});
