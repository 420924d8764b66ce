import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

import { expect, test } from "vitest";

import { BROWSER_AREAS } from "@/components/language/areas";
import { type Part, parseMessage } from "@/model/message-format";

import en from "./en.json";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /^(app|components|domain|adapters|model)\//.test(file) && !file.endsWith(".test.ts"));
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

test("every message can be read", () => {
  for (const message of Object.values(en)) expect(() => parseMessage(message)).not.toThrow();
});

/** Whether a source names the key, or begins it and leaves the end to a value. */
const says = (source: string, key: string) =>
  source.includes(`"${key}"`) || source.includes(`\`${key.slice(0, key.lastIndexOf(".") + 1)}\${`);

const all = [...sources.values()].join("\n");
const isRefusal = (key: string) => key.startsWith("refusals.");

test("every message is said somewhere", () => {
  expect(Object.keys(en).filter((key) => !isRefusal(key) && !says(all, key))).toEqual([]);
});

/** A text as a template of the code spells it, whatever its names are there. */
const spelled = (parts: readonly Part[]) =>
  new RegExp(
    parts
      .map((part) =>
        typeof part === "string" ? part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`) : /\$\{[^`]*?\}/.source,
      )
      .join(""),
  );

test("every refusal is what an operation says, letter for letter: by that it is known again", () => {
  const refusals = Object.entries(en).filter(([key]) => isRefusal(key));
  expect(refusals.filter(([, text]) => !spelled(parseMessage(text)).test(all))).toEqual([]);
});

/** The files that an import may mean. */
function resolve(from: string, specifier: string): string | undefined {
  const path = specifier.startsWith("@/") ? specifier.slice(2) : normalize(join(dirname(from), specifier));
  return [path, `${path}.ts`, `${path}.tsx`].find((file) => sources.has(file));
}

/** Everything that is sent to browsers: modules that say so, and what they bring along. */
function browserFiles(): Set<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, specifier = ""] of (sources.get(file) ?? "").matchAll(/(?:from|import)\s*\(?"((?:@\/|\.)[^"]+)"/g)) {
      const target = resolve(file, specifier);
      if (target && !sources.get(target)?.startsWith('"use server"')) visit(target);
    }
  };
  for (const [file, source] of sources) if (source.startsWith('"use client"')) visit(file);
  return found;
}

test("a browser is sent what its components say", () => {
  const missing = [...browserFiles()].flatMap((file) =>
    Object.keys(en)
      .filter((key) => says(sources.get(file) ?? "", key))
      .filter((key) => !BROWSER_AREAS.includes(key.slice(0, key.indexOf("."))))
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});
