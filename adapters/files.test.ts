import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";

import { afterAll, expect, test } from "vitest";

import { askListener } from "@/tests/listener";

import { openBuiltFiles, openPictures } from "./files";

const folder = mkdtempSync(path.join(tmpdir(), "files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT = "A thing to be used every day. ".repeat(200);
const br = { "accept-encoding": "gzip, br" };

const listenWith =
  (answer: ReturnType<typeof openPictures>): RequestListener =>
  (request, response) =>
    void (answer(request, response) || response.writeHead(418).end());

test("scripts and fonts are sent as the build made them; whatever else is asked for is left to Next", async () => {
  for (const place of ["chunks", "media"]) mkdirSync(path.join(folder, "static", place), { recursive: true });
  const packed = brotliCompressSync(TEXT);
  writeFileSync(path.join(folder, "static/chunks/a.js"), TEXT);
  writeFileSync(path.join(folder, "static/media/f.woff2"), TEXT);
  for (const name of ["a.js", "b.css"]) writeFileSync(path.join(folder, `static/chunks/${name}.br`), packed);
  const listener = listenWith(openBuiltFiles(folder));
  const script = await askListener(listener, br, "/_next/static/chunks/a.js");
  expect(script.body).toEqual(packed);
  expect(script.headers).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "content-encoding": "br",
    "content-length": String(packed.length),
    "content-type": "application/javascript; charset=UTF-8",
    vary: "Accept-Encoding",
  });
  const font = await askListener(listener, {}, "/_next/static/media/f.woff2");
  expect([font.headers["content-type"], font.headers["content-encoding"], font.body.toString()]).toEqual([
    "font/woff2",
    undefined,
    TEXT,
  ]);
  const head = await askListener(listener, br, "/_next/static/chunks/b.css", "HEAD");
  expect([head.status, head.headers["content-type"], head.body.length]).toEqual([200, "text/css; charset=UTF-8", 0]);
  for (const [headers, url, method] of [
    [{ "accept-encoding": "gzip" }, "/_next/static/chunks/a.js", "GET"],
    [{ ...br, range: "bytes=0-9" }, "/_next/static/chunks/a.js", "GET"],
    [br, "/_next/static/chunks/a.js", "POST"],
    [br, "/_next/static/chunks/a.js?x=1", "GET"],
    [br, "/_next/static/chunks/../../server.json", "GET"],
    [br, "/_next/static/chunks/c.js", "GET"],
  ] as const)
    expect((await askListener(listener, headers, url, method)).status, `${method} ${url}`).toBe(418);
});

test("a picture is sent in one of its sizes, and not again to who has it", async () => {
  mkdirSync(path.join(folder, "media"));
  writeFileSync(path.join(folder, "media/mug-0a1b2c3d-320.webp"), TEXT);
  writeFileSync(path.join(folder, "media/mug-0a1b2c3d.json"), "{}");
  const listener = listenWith(openPictures(folder));
  const url = "/media/mug-0a1b2c3d-320.webp";
  const { status, headers, body } = await askListener(listener, {}, `${url}?from=elsewhere`);
  expect([status, headers["content-type"], body.toString()]).toEqual([200, "image/webp", TEXT]);
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await askListener(listener, { "if-none-match": String(headers.etag) }, url)).status).toBe(304);
  expect((await askListener(listener, {}, url, "HEAD")).body).toHaveLength(0);
  for (const missing of [
    "mug-0a1b2c3d-640.webp",
    "mug-0a1b2c3d.json",
    "../media/mug-0a1b2c3d-320.webp",
    "%2e%2e/x",
    "",
  ])
    expect([missing, (await askListener(listener, {}, `/media/${missing}`)).status]).toEqual([missing, 404]);
  for (const [other, method] of [
    [url, "POST"],
    ["/mediation", "GET"],
  ] as const)
    expect((await askListener(listener, {}, other, method)).status).toBe(418);
});
