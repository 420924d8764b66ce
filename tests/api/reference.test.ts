import { execFileSync, spawnSync } from "node:child_process";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { openapi } from "@/adapters/openapi";
import { GET as getAsset } from "@/app/api/v1/docs/[asset]/route";
import { GET as getReference } from "@/app/api/v1/docs/route";
import { ERROR_CODES } from "@/model/error-codes";

import { routes, send } from "./routes";

type Sample = { lang: string; label: string; source: string };
type Described = { "x-codeSamples": Sample[]; requestBody?: { content: Record<string, { example?: object }> } };
const { paths = {} } = openapi(routes);
const described = ({ path, method }: (typeof routes)[number]) =>
  paths[path]?.[method.toLowerCase() as "get"] as unknown as Described;
const samples = routes.flatMap((route) =>
  described(route)["x-codeSamples"].map((sample) => ({ name: `${route.method} ${route.path}`, ...sample })),
);
const sourcesIn = (lang: string) => samples.filter((sample) => sample.lang === lang);
const isThere = (program: string) => spawnSync(program, ["--version"]).status === 0;

const get = (path: string, headers: Record<string, string> = {}) => {
  const asset = path.split("/")[4] ?? "";
  const answer = asset ? getAsset : getReference;
  return answer(new Request(`http://shop.test${path}`, { headers }), { params: Promise.resolve({ asset }) });
};
const readPage = async () => (await get("/api/v1/docs/")).text();

describe("the page", () => {
  test("explains every code where its problem document points to", async () => {
    const page = await readPage();
    const missing = Object.keys(ERROR_CODES).filter((code) => !page.includes(`id="error-${code}"`));
    expect(missing).toEqual([]);
    const problem = await send("GET /products/{id}/", {
      id: 99_999_999,
      headers: { Accept: "application/problem+json" },
    });
    expect(await problem.json()).toMatchObject({ type: "http://shop.test/api/v1/docs/#error-not_found" });
  });

  test("names this shop, and its stand-in for Stripe, in every quick start", async () => {
    const page = await readPage();
    const sources = page.match(/<pre data-lang[^]*?<\/pre>/g) ?? [];
    expect(sources).toHaveLength(3);
    for (const source of sources) {
      expect(source).toContain("http://shop.test/api/v1");
      expect(source).toContain("http://shop.test/sandbox/v1");
      expect(source).not.toContain("localhost");
    }
  });

  test("has no script and no style of its own inside, so that a stricter policy would not stop it", async () => {
    const page = await readPage();
    expect(page).not.toMatch(/<script(?! src=)/);
    expect(page).not.toMatch(/ (on\w+|style)=/);
  });

  test("is not sent again to those who have it", async () => {
    const etag = (await get("/api/v1/docs/")).headers.get("etag") ?? "";
    expect((await get("/api/v1/docs/", { "If-None-Match": etag })).status).toBe(304);
  });

  test("is listed with the collections", async () => {
    expect(await (await send("GET /")).json()).toMatchObject({ docs: "http://shop.test/api/v1/docs/" });
  });
});

describe("its files", () => {
  test("come from the shop and may be kept for ever, since what changes has another address", async () => {
    const addresses = (await readPage()).match(/\/api\/v1\/docs\/[\w.-]+\.(js|css)/g) ?? [];
    expect(addresses.map((address) => address.replace(/.*\/[0-9a-f]{8}-/, ""))).toEqual([
      "swagger-ui.css",
      "reference.css",
      "swagger-ui-bundle.js",
      "reference.js",
    ]);
    for (const address of addresses) {
      const file = await get(address);
      expect([file.status, file.headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
      expect(file.headers.get("content-type")).toMatch(address.endsWith(".js") ? "text/javascript" : "text/css");
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    }
  });

  test.each(["package.json", "reference.js", "..%2Fpage.ts", "00000000-reference.js"])(
    "do not include %s",
    async (name) => {
      const refused = await get(`/api/v1/docs/${name}`);
      expect([refused.status, await refused.json()]).toEqual([404, { detail: "Not found.", code: "not_found" }]);
    },
  );
});

/** An id as the address of a route has one. */
const idOf = ({ endpoint }: (typeof routes)[number]) =>
  endpoint.spec.input.shape["id"] instanceof z.ZodUUID ? crypto.randomUUID() : 1;

describe("the samples", () => {
  test("are there for each operation in three languages", () => {
    expect(samples).toHaveLength(3 * routes.length);
    expect(new Set(samples.map(({ source }) => source)).size).toBe(samples.length);
  });

  test.each(routes.filter((route) => described(route).requestBody))(
    "of $method $path send what the operation takes",
    (route) => {
      const example = described(route).requestBody?.content["application/json"]?.example ?? {};
      expect(Object.keys(example)).not.toEqual([]);
      expect(route.endpoint.spec.input.safeParse({ ...example, id: idOf(route) }).error?.issues).toBeUndefined();
    },
  );

  test.skipIf(!isThere("bash"))("are shell", () => {
    for (const { name, source } of sourcesIn("Shell"))
      expect([name, spawnSync("bash", ["-n"], { input: source }).stderr.toString()]).toEqual([name, ""]);
  });

  test("are JavaScript", () => {
    const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as FunctionConstructor;
    for (const { source } of sourcesIn("JavaScript")) expect(() => new AsyncFunction(source)).not.toThrow();
  });

  test.skipIf(!isThere("python3"))("are Python", () => {
    const program = "import ast, json, sys\nfor source in json.load(sys.stdin): ast.parse(source)";
    const input = JSON.stringify(sourcesIn("Python").map(({ source }) => source));
    expect(execFileSync("python3", ["-c", program], { input }).toString()).toBe("");
  });
});

const files = import.meta.glob<string>(["../../{domain,adapters}/**/*.ts", "!**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const everything = Object.values(files).join("\n");

test.each(Object.keys(ERROR_CODES))("the code %s is one that something answers", (code) => {
  expect(everything).toContain(`"${code}"`);
});
