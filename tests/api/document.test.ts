import { expect, test } from "vitest";

import { openapi } from "@/adapters/openapi";

import { routes, send } from "./routes";

test("the published document describes the API that is served", async () => {
  await expect(`${JSON.stringify(openapi(routes), null, 2)}\n`).toMatchFileSnapshot("../../public/openapi.json");
});

test("the document names the shop's own address", async () => {
  const response = await send("GET /openapi.json");
  expect(await response.json()).toMatchObject({ openapi: "3.1.1", servers: [{ url: "http://shop.test" }] });
});

test("each operation has a name of its own", () => {
  const names = routes.map(({ endpoint }) => endpoint.operationId);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
