import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { expect, test } from "vitest";

import { askListener } from "@/tests/listener";

import { packAnswer, packingFor } from "./packing";

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["br;q=0.1, gzip", "br"],
  ["BR", "br"],
  ["gzip;q=0.5, *;q=0", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.0, gzip;q=0", "identity"],
  ["deflate", "identity"],
  ["", "identity"],
  [undefined, "identity"],
])("who takes %s is sent %s", (header, way) => {
  expect(packingFor(header === undefined ? {} : { "accept-encoding": header })).toBe(way);
});

const TEXT = "A thing to be used every day. ".repeat(200);

test.each([
  ["gzip, br", "br", brotliDecompressSync],
  ["gzip", "gzip", gunzipSync],
  ["deflate", undefined, (body: Buffer) => body],
] as const)("a page goes out packed for who takes %s", async (taken, encoding, unpack) => {
  const { headers, body } = await askListener(
    (request, response) => {
      packAnswer(request, response);
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.write(TEXT.slice(0, 99));
      response.end(TEXT.slice(99));
    },
    { "accept-encoding": taken },
  );
  expect([headers["content-encoding"], headers.vary]).toEqual([encoding, "Accept-Encoding"]);
  expect(unpack(body).toString()).toBe(TEXT);
});

test("what a page has ready is sent before the rest is made", async () => {
  const rest = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    packAnswer(request, response);
    response.setHeader("Content-Type", "text/html");
    response.write(TEXT);
    (response as unknown as { flush(): void }).flush();
    void rest.promise.then(() => response.end(TEXT));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const body = await new Promise<Buffer>((resolve) => {
    get({ port, host: "127.0.0.1", headers: { "accept-encoding": "br" }, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.once("data", () => rest.resolve());
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () => resolve(Buffer.concat(pieces)));
    });
  });
  server.close();
  expect(brotliDecompressSync(body).toString()).toBe(TEXT + TEXT);
});
