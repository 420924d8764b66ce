import { expect, test } from "vitest";

import { askListener } from "@/tests/listener";

import { allowKeptScripts, hashesOfPage } from "./inline-scripts";

const page = (...scripts: string[]) => `<html>${scripts.map((text) => `<script>${text}</script>`).join("")}</html>`;
const DATA = 'self.__next_f.push([1,"1:[\\"$\\",\\"p\\"]\\u003c"])';

test("Next's data is allowed, each piece by its own hash", () => {
  expect(hashesOfPage(page("(self.__next_f=self.__next_f||[]).push([0])", DATA))).toHaveLength(2);
  expect(
    hashesOfPage(
      '<script nonce="abc" id="_R_">(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"a":[1]});</script>',
    ),
  ).toHaveLength(1);
});

test.each([
  "alert(1)",
  "self.__next_f.push([1,alert(1)])",
  'self.__next_f.push([1,"a"]);alert("b")',
  'self.__next_f.push([1,"a"].concat(alert(1)))',
  "/* self.__next_f.push([1]) */ alert(1)",
])("a script that is not Next's is never allowed: %s", (text) => {
  expect(hashesOfPage(page(text, DATA))).toEqual(hashesOfPage(page(DATA)));
});

async function answer(headers: Record<string, string>, body: string, status = 200, method = "GET") {
  const found = await askListener(
    (_request, response) => {
      response.setHeader(
        "Content-Security-Policy",
        "script-src 'self' 'nonce-abc' https://js.stripe.com; object-src 'none'",
      );
      allowKeptScripts(response);
      response.statusCode = status;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      const bytes = Buffer.from(body);
      if (bytes.length > 0) response.write(bytes.subarray(0, 9));
      response.end(bytes.length > 0 ? bytes.subarray(9) : undefined);
    },
    {},
    "/",
    method,
  );
  return { policy: found.headers["content-security-policy"] as string | undefined, body: found.body };
}

const KEPT = { "Content-Type": "text/html; charset=utf-8", "x-nextjs-cache": "HIT" };
const [hash] = hashesOfPage(page(DATA));

test("a kept page goes out whole, with the hashes of its scripts and without the nonce", async () => {
  const plain = await answer(KEPT, page(DATA));
  expect(plain.body.toString()).toBe(page(DATA));
  expect(plain.policy).toBe(`script-src 'self' ${hash} https://js.stripe.com; object-src 'none'`);
});

test("what answers a form keeps its nonce, on a page that is kept otherwise", async () => {
  expect((await answer(KEPT, page(DATA), 200, "POST")).policy).toContain("'nonce-abc'");
});

test("a page made for one request keeps its nonce, and a page that a browser has keeps its policy", async () => {
  expect((await answer({ "Content-Type": "text/html" }, page(DATA))).policy).toContain("'nonce-abc'");
  expect((await answer(KEPT, "", 304)).policy).toBeUndefined();
});
