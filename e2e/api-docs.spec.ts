import { execFile, spawnSync } from "node:child_process";

import { accessible, expect, test, typeSignIn } from "./shop";

const DOCS = "/api/v1/docs/";
/** What Swagger UI itself lacks in an operation that is open: names of fields and regions, scrolling by keyboard. */
const OF_SWAGGER_UI = ["label", "landmark-unique", "scrollable-region-focusable", "select-name"];

const PROGRAMS: Record<string, [string, string[]]> = {
  Shell: ["bash", ["-c"]],
  JavaScript: [process.execPath, ["--input-type=module", "-e"]],
  Python: ["python3", ["-c"]],
};
const isThere = (program: string) => spawnSync(program, ["--version"]).status === 0;
const canRun = (lang: string) => isThere(PROGRAMS[lang]?.[0] ?? "") && (lang !== "Shell" || isThere("curl"));

/** Runs a sample as someone who copied it; what it says, or why it failed. */
function run(lang: string, source: string): Promise<{ code: unknown; output: string }> {
  const [program, args] = PROGRAMS[lang] ?? ["", []];
  return new Promise((resolve) => {
    execFile(
      program,
      [...args, source],
      { timeout: 30_000, env: { ...process.env, FORCE_COLOR: "0" } },
      (error, stdout, stderr) => resolve({ code: error ? (error.code ?? "killed") : 0, output: stdout || stderr }),
    );
  });
}

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [320, 1280])
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 }, isMobile: width < 500 });

      test("the reference can be used by everyone", async ({ page }) => {
        // axe looks at some thousand elements, twice.
        test.slow();
        await page.goto(DOCS);
        await page.getByPlaceholder("Filter by tag or path").fill("categories");
        await expect(page.locator(".opblock-tag-section")).toHaveCount(1);
        await expect(page.locator("h1")).toHaveCount(1);
        await accessible(page);
        await page.locator("#operations-categories-create_category").getByRole("button").first().click();
        await expect(page.getByRole("group", { name: "Sample" })).toBeVisible();
        await accessible(page, OF_SWAGGER_UI);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });
    });

test.describe("by its own address", () => {
  // Swagger UI takes every underscore of an operation's name for a blank of old.
  test.use({ expectedErrors: [/escaping deep link whitespace/] });

  test("an operation shows how to call it in three languages, and can be tried out", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`${DOCS}#/categories/list_categories`);
    const operation = page.locator("#operations-categories-list_categories");
    const sample = operation.getByRole("group", { name: "Sample" });
    const sources: Record<string, RegExp> = { curl: /^curl /, JavaScript: /await fetch\(/, Python: /urllib\.request/ };
    for (const [label, source] of Object.entries(sources)) {
      await sample.getByRole("radio", { name: label, exact: true }).check();
      await expect(sample.getByRole("region")).toHaveText(source);
      await sample.getByRole("button", { name: "Copy" }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(source);
      await expect(sample.getByRole("button", { name: "Copied" })).toBeVisible();
    }
    await operation.getByRole("button", { name: "Try it out" }).click();
    await operation.getByRole("button", { name: "Execute" }).click();
    await expect(operation.locator(".live-responses-table .response-col_status").last()).toContainText("200");
  });
});

test("an operation is tried out as who is signed in, or as whose token is entered", async ({ page, request }) => {
  const who = page.locator("#operations-users-get_me");
  const answered = who.locator(".live-responses-table");
  await page.goto(`${DOCS}#operations`);
  await page.getByRole("link", { name: "sign in to the shop" }).click();
  await typeSignIn(page);
  await expect(page).toHaveURL(DOCS);
  // Of so many operations Swagger UI draws those that are in sight.
  await page.getByRole("textbox", { name: "Filter by tag or path" }).fill("users");
  await who.getByRole("button").first().click();
  await who.getByRole("button", { name: "Try it out" }).click();
  await who.getByRole("button", { name: "Execute" }).click();
  await expect(answered).toContainText('"username": "demo"');

  const username = `reader-${crypto.randomUUID().slice(0, 8)}`;
  const made = await request.post("/api/v1/users/register/", { data: { username, password: "a loom of one's own" } });
  await page.getByRole("button", { name: "Authorize" }).first().click();
  const dialog = page.locator(".modal-ux");
  await dialog.getByRole("textbox").fill(((await made.json()) as { token: string }).token);
  await dialog.getByRole("button", { name: "Apply credentials" }).click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await who.getByRole("button", { name: "Execute" }).click();
  await expect(answered).toContainText(`"username": "${username}"`);
});

test("all but trying out can be read without scripts", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${baseURL}${DOCS}#error-out_of_stock`);
  await expect(page.locator("#error-out_of_stock")).toBeInViewport();
  const start = page.getByRole("group", { name: "From registration to a paid order" });
  await expect(start.getByRole("region")).toHaveText(/^set -eu/);
  await start.getByRole("radio", { name: "Python" }).check();
  await expect(start.getByRole("region")).toHaveText(/^import json/);
  await page.close();
});

for (const lang of Object.keys(PROGRAMS))
  test(`the samples in ${lang} run as they stand`, async ({ page, request }) => {
    test.skip(!canRun(lang), `nothing here runs ${lang}`);
    await page.goto(DOCS);
    const start = await page.locator(`#quick-start [data-lang="${lang}"]`).textContent();
    const bought = await run(lang, start ?? "");
    expect(bought).toEqual({ code: 0, output: expect.stringMatching(/^Order \S+ .*is paid\.\n$/) });

    const { paths } = (await (await request.get("/api/v1/openapi.json")).json()) as Document;
    // A conversation and a shared wish list are read by whoever has their id, which no sample can know.
    const known = Object.entries(paths).filter(([path]) => !/\/(chat|wishlists)\//.test(path));
    const open = known.flatMap(([, { get }]) => (get?.security ? get["x-codeSamples"] : []));
    const sources = open.filter((sample) => sample.lang === lang).map(({ source }) => source);
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      const { code, output } = await run(lang, source);
      expect([source, code]).toEqual([source, 0]);
      expect(output).toMatch(lang === "Shell" ? /^\{"(?!detail)/ : /^200 /);
    }
  });

type Sample = { lang: string; source: string };
type Document = { paths: Record<string, { get?: { security?: object[]; "x-codeSamples": Sample[] } }> };
