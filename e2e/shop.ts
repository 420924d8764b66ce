import { readFileSync } from "node:fs";
import path from "node:path";

import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, type Page, expect, test as base } from "@playwright/test";
import postgres from "postgres";

type Fixtures = {
  /** Console messages that belong to what a test provokes; any other error fails it. */
  expectedErrors: RegExp[];
  cleanConsole: void;
};

/** Every test fails on an error in the console, an exception in a page, or a request to another origin. */
export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  cleanConsole: [
    async ({ context, baseURL, expectedErrors }, use) => {
      const found: string[] = [];
      const note = (text: string) => {
        // A slow machine is no fault of the page's.
        if (/was preloaded using link preload but not used within a few seconds/.test(text)) return;
        if (!expectedErrors.some((expected) => expected.test(text))) found.push(text);
      };
      context.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning")
          note(`${message.text()} ${message.location().url}`);
      });
      context.on("weberror", (failure) => note(String(failure.error())));
      context.on("request", (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(`${baseURL}/`))
          note(`foreign request: ${request.url()}`);
      });
      await use();
      expect(found).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails on what axe finds on the page as it stands, but for the rules that are named. */
export async function accessible(page: Page, except: string[] = []): Promise<void> {
  // What passes need not be told, and all frames are of this origin: five times as fast.
  const axe = new AxeBuilder({ page }).options({ runOnly: RULES, resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await axe.disableRules(except).analyze();
  expect(violations.map(({ id, nodes }) => [page.url(), id, nodes.map(({ html }) => html)])).toEqual([]);
}

export const overflow = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));

/** As accessible, in both themes, on a small phone and on a desk; nothing may be wider than the screen. */
export async function accessibleEverywhere(page: Page, widths = [320, 1280]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect([page.url(), width, await overflow(page)]).toEqual([page.url(), width, 0]);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await accessible(page);
    }
  }
}

export const CARDS = {
  good: "4242 4242 4242 4242",
  secure: "4000 0027 6000 3184",
  declined: "4000 0000 0000 0002",
  processing: "4000 0000 0000 0077",
};

export const newEmail = () => `shopper-${crypto.randomUUID().slice(0, 8)}@mail.example`;

/** Fills the form of the sign-in page, and sends it. Whoever it signs in is the shopper of the demo data, unless told. */
export async function typeSignIn(page: Page, user = "demo", password = "demo-kiln-2026"): Promise<void> {
  await page.getByLabel("User name or e-mail").fill(user);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

/** Signs in as the shopper of the demo data, and is on a page of the account. */
export async function signIn(page: Page, next = "/account"): Promise<void> {
  await page.goto(`/sign-in?next=${next}`);
  await typeSignIn(page);
  // Not by how the address ends: that of the form ends the same way.
  await expect(page).toHaveURL((url) => url.pathname === next);
}

/** Chooses a color and a size where they are given, and puts one in the cart. */
export async function addToCart(
  page: Page,
  slug: string,
  choice: { color?: string; size?: string } = {},
): Promise<void> {
  await page.goto(`/products/${slug}`);
  for (const value of Object.values(choice))
    await page.getByRole("radio", { name: value, exact: true }).check({ force: true });
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("Added to your cart.")).toBeVisible();
}

/** The fields that say where it goes. */
export const delivery = (page: Page) => page.getByRole("group", { name: "Where it goes" });

/** The step of the checkout that asks where it goes. */
export async function typeDelivery(page: Page): Promise<void> {
  const address = delivery(page);
  await address.getByLabel("Full name").fill("Robin Ash");
  await address.getByLabel("Street and number").fill("214 Alder St");
  await address.getByLabel("City").fill("Portland");
  await address.getByLabel("State").fill("OR");
  await address.getByLabel("ZIP code").fill("97205");
}

/** The first step of the checkout. */
export async function typeContact(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Go on to delivery" }).click();
  await expect(delivery(page)).toBeVisible();
}

/** From the cart to the checkout, filled in as someone in Portland. */
export async function typeAddress(page: Page, email: string): Promise<void> {
  await page.goto("/cart");
  await expect(page.getByRole("link", { name: "Check out" })).toBeVisible();
  // Whoever is known by an account, or was here before, is asked for it only where they want to change it.
  await page.goto("/checkout?step=contact");
  await typeContact(page, email);
  await typeDelivery(page);
}

/** From the cart to the payment form. */
export async function checkOut(page: Page, email: string): Promise<void> {
  await typeAddress(page, email);
  await page.getByRole("button", { name: "Go on to payment" }).click();
  await expect(page).toHaveURL(/\/checkout\/KL-/);
}

export const cardForm = (page: Page) => page.frameLocator('iframe[title="Secure payment input frame"]');

export async function typeCard(page: Page, number: string): Promise<void> {
  const form = cardForm(page);
  await form.getByLabel("Card number").fill(number);
  await form.getByLabel("Expiration date").fill("12 / 34");
  await form.getByLabel("Security code").fill("123");
}

export async function pay(page: Page, number: string): Promise<void> {
  await typeCard(page, number);
  await page.getByRole("button", { name: /^Pay \$/ }).click();
}

/** What an order that is paid begins with. */
export const thanks = (page: Page) => page.getByRole("heading", { name: "Thank you. It is yours." });
/** The number of the order that a page is about, by its address. */
export const numberOf = (page: Page) => /KL-\w{4}-\w{4}/.exec(page.url())?.[0] ?? "";

/** What the start of the shop chose for it. */
function readRunning(): Record<string, string> {
  const file = path.join(process.env["SHOP_DATA"] ?? ".data/journeys", "running.json");
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
}

/** The shop's own database, for what nobody can do in its pages; whoever opens it ends it. */
export const openDatabase = () => postgres(readRunning()["DATABASE_URL"] ?? "", { max: 1, onnotice: () => undefined });

/** Adds a rule to the sandbox's own, until what is answered is called. */
async function addRule(request: APIRequestContext, kind: "speakers" | "faults", data: object) {
  const headers = { Authorization: `Bearer ${readRunning()["STRIPE_SECRET_KEY"]}` };
  const rules = `/sandbox/control/${kind}`;
  const added = await request.post(rules, { headers, data });
  expect(added.status()).toBe(200);
  const { id } = (await added.json()) as { id: string };
  return async () => void (await request.delete(`${rules}/${id}`, { headers }));
}

/** Another of the sandbox's models speaks wherever a question says so, until this is called. */
export const speakAs = (request: APIRequestContext, model: string, where: string) =>
  addRule(request, "speakers", { speaks: `sandbox-${model}`, where });

/** Stripe fails at an address of its, until this is called: for everyone, so only where nothing else runs. */
export const breakStripe = (request: APIRequestContext, path: string) =>
  addRule(request, "faults", { kind: "error_before", match: { path } });

const API = "/api/v1";

export async function asAdmin(request: APIRequestContext): Promise<{ Authorization: string }> {
  const data = { username: "admin", password: "admin-loom-2026" };
  const { token } = (await (await request.post(`${API}/token/`, { data })).json()) as { token: string };
  return { Authorization: `Token ${token}` };
}

/** Takes an order through the workshop, as an admin does. */
export async function sendOrder(request: APIRequestContext, number: string): Promise<number> {
  const headers = await asAdmin(request);
  const { results } = (await (await request.get(`${API}/orders/?page_size=100`, { headers })).json()) as {
    results: { id: number; number: string }[];
  };
  const id = results.find((order) => order.number === number)?.id ?? 0;
  await request.post(`${API}/orders/${id}/pack/`, { headers });
  const sent = { status: "shipped", carrier: "ups", tracking_number: "1Z999" };
  expect((await request.patch(`${API}/orders/${id}/`, { headers, data: sent })).status()).toBe(200);
  return id;
}

/** Makes an account of its own, and goes on to one of its pages. */
export async function register(page: Page, next = "/account"): Promise<string> {
  const email = newEmail();
  await page.goto(`/register?next=${next}`);
  await page.getByLabel("User name").fill(email.split("@")[0] ?? "");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("a loom of one's own");
  await page.getByRole("button", { name: "Make an account" }).click();
  // Not by how the address ends: that of the form ends the same way.
  await expect(page).toHaveURL((url) => url.pathname === next);
  return email;
}

type Mail = { subject: string; text: string; html: string; attachments: { name: string }[] };

/** The mails that came for an address, once there is one. */
export async function mailsFor(request: APIRequestContext, address: string): Promise<Mail[]> {
  const read = async () =>
    (await (await request.get(`/sandbox/mail.json?to=${encodeURIComponent(address)}`)).json()) as Mail[];
  await expect.poll(async () => (await read()).length, { timeout: 15_000 }).toBeGreaterThan(0);
  return read();
}
