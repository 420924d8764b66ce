import type { Page } from "@playwright/test";

import {
  CARDS,
  accessibleEverywhere as everywhere,
  addToCart,
  checkOut,
  expect,
  newEmail,
  numberOf,
  pay,
  register,
  signIn,
  test,
  thanks,
  typeContact,
  typeDelivery,
  typeSignIn,
} from "./shop";

// What may stand in front of someone, in both themes, on a small phone and on a desk.

test.use({ contextOptions: { reducedMotion: "reduce" }, expectedErrors: [/(40[124]|500) \(/] });

const PHONE = [320];

const PAGES = [
  "/",
  "/products",
  "/products?page=2",
  "/products?size=L&on_sale=true",
  "/categories/vases",
  "/categories/wear?price__gte=9999",
  "/search?q=lamp",
  "/search?q=mashroom",
  "/search?q=zzzz",
  "/products/pocket-tee",
  "/products/pocket-tee?color=Bone&size=XS",
  "/products/morning-mug/reviews?rating=5",
  "/cart",
  "/wishlist",
  "/find-order",
  "/orders/KL-0000-0000",
  "/forgot-password",
  "/reset-password?token=none",
  "/sign-in",
  "/register",
  "/stock-alerts/none",
  "/about",
  "/delivery",
  "/privacy",
  "/accessibility",
  "/nowhere",
  "/api/v1/",
  "/api/v1/products/?page_size=2",
  "/api/v1/orders/",
  "/sandbox",
  "/sandbox/mail",
];

for (const path of PAGES)
  test(`${path}`, async ({ page }) => {
    await page.goto(path);
    await everywhere(page);
    await expect(page.locator("h1")).toHaveCount(1);
  });

type Look = (state: string, widths?: number[]) => Promise<void>;

const click = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const dialog = (page: Page) => page.getByRole("dialog");

/** Each begins with an empty cart, and looks at every state that it comes through. */
const WAYS: Record<string, (page: Page, look: Look) => Promise<void>> = {
  "menus, filters and suggestions": async (page, look) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto("/products?color=Oat&in_stock=true");
    await page.getByLabel("Menu", { exact: true }).first().click();
    await look("the menu", PHONE);
    await page.reload();
    await click(page, "Filters");
    await look("the filters over the list", PHONE);
    await page.goto("/about");
    await page.getByLabel("Search the shop").click();
    await page.keyboard.type("li");
    await expect(page.getByRole("option").first()).toBeVisible();
    await look("suggestions");
    await page.keyboard.press("Enter");
    await page.goto("/about");
    await page.getByLabel("Search the shop").click();
    await expect(page.getByRole("option", { name: "li" })).toBeVisible();
    await look("recent searches");
  },
  "a product": async (page, look) => {
    await page.goto("/products/morning-mug");
    await click(page, "Zoom");
    await expect(dialog(page)).toBeVisible();
    await look("zoom");
    await page.keyboard.press("Escape");
    await click(page, "Share");
    await expect(page.getByText(/^(The link is copied|Copy the address)/)).toBeVisible();
    await page.getByText("Report").first().click();
    await look("the link is copied, a review is reported");
    await page.goto("/products/pocket-tee?color=Bone&size=XS");
    await page.getByPlaceholder("Your e-mail").fill("robin@home");
    await click(page, "Notify me");
    await expect(page.getByPlaceholder("Your e-mail")).toHaveAttribute("aria-invalid", "true");
    await look("a wrong address to notify");
    await page.getByPlaceholder("Your e-mail").fill(newEmail());
    await click(page, "Notify me");
    await expect(page.getByText(/^We write to .* as soon as it is back/)).toBeVisible();
    await look("someone waits for what is sold out");
  },
  "the cart": async (page, look) => {
    await addToCart(page, "everyday-bowl");
    await look("the cart over the page");
    await page.route("**/api/cart", (route) => route.fulfill({ status: 500, body: "{}" }));
    await click(page, "One more of Everyday Bowl");
    await dialog(page).getByText("That did not reach us.").hover();
    await look("a change that did not arrive");
    await page.unroute("**/api/cart");
    await click(page, "Remove Everyday Bowl");
    await expect(page.getByText("Everyday Bowl was removed.")).toBeVisible();
    await look("the empty cart over the page");
    await addToCart(page, "dinner-plate", { color: "Moss" });
    await page.goto("/cart");
    await page.getByText("Add a code").click();
    await page.getByLabel("Code", { exact: true }).fill("spring");
    await click(page, "Apply");
    await expect(page.getByLabel("Code", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await page.getByText(/^To United States/).click();
    await look("a code that is none, and the choice of a country");
    await page.getByLabel("Code", { exact: true }).fill("WELCOME10");
    await click(page, "Apply");
    await expect(page.getByText("WELCOME10", { exact: true })).toBeVisible();
    await look("a code that is applied");
  },
  "the wish list": async (page, look) => {
    await page.goto("/products/morning-mug");
    const answered = page.waitForResponse("**/api/wishlist");
    await click(page, "Put on wish list");
    await answered;
    await page.goto("/wishlist");
    await click(page, "Make a link");
    const link = await page.getByLabel("The link to your list").inputValue();
    await look("a wish list that is shared");
    await page.goto(link);
    await look("another's wish list");
  },
  "a purchase": async (page, look) => {
    const wrong = page.getByText("Some fields need another look.");
    await addToCart(page, "stoneware-candle", { color: "Moss" });
    await page.goto("/checkout");
    await click(page, "Go on to delivery");
    await expect(wrong).toBeVisible();
    await look("contact that is wrong");
    await typeContact(page, newEmail());
    await look("delivery");
    await click(page, "Go on to payment");
    await expect(wrong).toBeVisible();
    await look("delivery that is wrong");
    await typeDelivery(page);
    await click(page, "Go on to payment");
    await expect(page.getByRole("button", { name: /^Pay \$/ })).toBeVisible();
    await look("payment");
    await page.goto("/checkout");
    await look("an order that is set aside");
    await page.goBack();
    await pay(page, CARDS.declined);
    await expect(page.getByRole("main").getByRole("alert").first()).toBeVisible();
    await look("a card that is declined");
    await pay(page, CARDS.good);
    await expect(thanks(page)).toBeVisible();
    await page.getByText("Cancel this order").click();
    await look("the confirmation, and whether to cancel");
    const order = `/orders/${numberOf(page)}`;
    await page.goto(`${order}/invoice`);
    await look("the invoice");
    await page.goto(order);
    await page.getByText("Cancel this order").click();
    await click(page, "Yes, cancel it");
    await expect(page.getByText("Refunded", { exact: true })).toBeVisible();
    await click(page, "Buy it again");
    await expect(page.getByText("It is in your cart.")).toBeVisible();
    await look("an order that was cancelled and is bought again");
  },
  "a payment that takes time": async (page, look) => {
    await addToCart(page, "stoneware-candle", { color: "Moss" });
    await checkOut(page, newEmail());
    // The bank takes three seconds, the looks take longer: the page that waits never hears of it.
    await page.route(/\/checkout\/complete\?.*_rsc=/, () => undefined);
    await pay(page, CARDS.processing);
    await expect(page.getByRole("heading", { name: "Your payment is on its way" })).toBeVisible();
    await look("waiting");
  },
  "forms of those who are not signed in": async (page, look) => {
    await page.goto("/find-order");
    await click(page, "Mail me the link");
    await expect(page.getByLabel("Order number")).toHaveAttribute("aria-invalid", "true");
    await look("an order that nobody can find");
    await page.getByLabel("E-mail").fill(newEmail());
    await page.getByLabel("Order number").fill("KL-0000-0000");
    await click(page, "Mail me the link");
    await expect(page.getByText("If there is such an order with this e-mail")).toBeVisible();
    await look("a link is mailed");
    await page.goto("/sign-in");
    await typeSignIn(page, "demo", "wrong");
    await expect(page.getByText("Unable to log in with provided credentials.")).toBeVisible();
    await look("a sign-in that is refused");
    await page.goto("/register");
    await page.getByLabel("User name").fill("robin");
    await page.getByLabel("E-mail").fill(newEmail());
    await page.getByLabel("Password", { exact: true }).fill("12345678");
    await click(page, "Make an account");
    await expect(page.getByText("This password is too common.")).toBeVisible();
    await look("an account that cannot be made");
  },
  "an account": async (page, look) => {
    await register(page, "/account/addresses/new");
    await click(page, "Save the address");
    await expect(page.getByText("Some fields need another look.")).toBeVisible();
    await look("an address that is wrong");
    await typeDelivery(page);
    await click(page, "Save the address");
    await expect(page.getByText("Your address is saved.")).toBeVisible();
    await look("addresses");
    await page.goto("/account/tokens");
    await page.getByLabel("Name").fill("Stock robot");
    await click(page, "Make a token");
    await expect(page.getByText(/^cw_/).first()).toBeVisible();
    await look("a token that is shown once");
    await page.goto("/account/profile");
    await page.getByRole("region", { name: "Your password" }).getByRole("button").last().click();
    await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
    await look("a password that cannot be changed");
    for (const path of ["/account/sessions", "/account/data", "/account/reviews", "/account"]) {
      await page.goto(path);
      await look(path);
    }
  },
  "what was ordered": async (page, look) => {
    await signIn(page);
    await expect(page.getByRole("heading", { name: "Hello, demo" })).toBeVisible();
    await page.goto("/account/orders");
    await look("orders");
    await page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: "Delivered" })
      .getByRole("link", { name: /^KL-/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("KL-");
    await look("an order that was delivered");
    await page.goto(`/orders/${numberOf(page)}/return`);
    await look("a return");
    await click(page, "Ask for a return");
    await expect(page.getByText("Choose what comes back.")).toBeVisible();
    await look("a return of nothing");
    await page.goto("/products/linen-table-lamp/review");
    await look("a review");
  },
  "the assistant": async (page, look) => {
    const question = page.getByLabel("Your question");
    const ask = async (text: string) => {
      await question.fill(text);
      await question.press("Enter");
      await expect(dialog(page).getByRole("button", { name: "Ask", exact: true })).toBeVisible({ timeout: 15_000 });
    };
    await page.goto("/");
    await click(page, "Ask the shop");
    await expect(question).toBeVisible();
    await look("the assistant");
    await ask("compare moon jar and ring vase");
    await ask("put one Moon Jar in my cart");
    await ask("what is your return policy?");
    await expect(dialog(page).getByRole("link", { name: "Returns" })).toBeVisible();
    await look("a comparison, an offer and a page of the shop");
  },
};

for (const [way, walk] of Object.entries(WAYS))
  test(way, async ({ page }) => {
    test.setTimeout(180_000);
    await walk(page, (state, widths) => test.step(state, () => everywhere(page, widths)));
  });
