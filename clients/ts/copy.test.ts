import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, test } from "vitest";

import { copyTo } from "./copy.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(os.tmpdir(), "cartwright-client-"));
beforeAll(() => copyTo(path.join(folder, "shop")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = promisify(execFile);
const node = async (...given: string[]) => {
  const done = await run(process.execPath, given, { cwd: folder }).catch((error: { stdout: string }) => error);
  return done.stdout;
};

/** What the compiler says of a file in the folder. */
async function compile(name: string, text: string, compilerOptions: object) {
  writeFileSync(path.join(folder, `${name}.ts`), text);
  const config = path.join(folder, `${name}.json`);
  writeFileSync(config, JSON.stringify({ files: [`${name}.ts`], compilerOptions }));
  return node(
    path.join(root, "node_modules/typescript/bin/tsc"),
    "--noEmit",
    "--noErrorTruncation",
    "--project",
    config,
  );
}

test("a copy compiles with nothing around it, and so does what the README says of it", async () => {
  const readme = readFileSync(path.join(import.meta.dirname, "README.md"), "utf8");
  const [, sample = ""] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
  };
  expect(sample).toContain("createClient");
  expect(await compile("readme", sample, options)).toBe("");
  expect(await compile("wrong", sample.replace('"-price"', '"-weight"'), options)).toContain("-weight");
});

test("a copy says the same of every route and every name as the routes themselves", async () => {
  const types = readFileSync(path.join(import.meta.dirname, "types.ts"), "utf8");
  const names = [...types.matchAll(/^export type (\w+) = z\./gm)].map(([, name]) => name);
  expect(names).toContain("Product");
  const text = `
    import type * as here from "${root}/clients/ts/types.ts";
    import type * as copy from "./shop/types.ts";

    type Deep<T> = T extends object ? { [K in keyof T]-?: Deep<T[K]> } : T;
    type Same<A, B> = [A, B, Deep<A>, Deep<B>] extends [B, A, Deep<B>, Deep<A>] ? true : false;
    type Input<R extends { input: object }> = Omit<R["input"], "page" | "page_size">;
    type Different = {
      [A in keyof here.Routes]:
        [Same<Input<here.Routes[A]>, Input<copy.Routes[A]>>, Same<Result<here.Routes[A]>, Result<copy.Routes[A]>>] extends [true, true] ? never : A;
    }[keyof here.Routes];
    type Result<R extends { output: unknown }> = R["output"] extends { count: number; results: unknown[] } ? R["output"]["results"] : R["output"];
    export const none = (different: Different): never => different;
    ${names.map((name) => `export const same${name}: Same<here.${name}, copy.${name}> = true;`).join("\n")}
  `;
  const said = await compile("same", text, {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    target: "es2024",
    lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
    typeRoots: [`${root}/node_modules/@types`],
    types: ["node"],
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    jsx: "react-jsx",
    paths: { "@/*": [`${root}/*`] },
  });
  expect(said).toBe("");
}, 120_000);

test("plain Node runs a copy", async () => {
  const script = `import { createClient } from "./shop/client.ts"; console.log(Object.keys(createClient({ baseUrl: "" })).join());`;
  expect(await node("--input-type=module", "--eval", script)).toMatch(/^token,tokens,users,.*withToken\n$/);
});
