import { z } from "zod";

import { operation } from "@/domain/operation";
import { env } from "@/env";
import document from "@/public/openapi.json" with { type: "json" };

const Document = z.looseObject({ openapi: z.string() }).meta({ id: "OpenAPI" });
let own: z.output<typeof Document> | undefined;

/** The document with this shop's address wherever the written one has its example. */
function ownDocument() {
  if (own) return own;
  const text = document.servers.reduce((all, { url }) => all.replaceAll(url, env().APP_URL), JSON.stringify(document));
  return (own = Document.parse(JSON.parse(text)));
}

export const getApiDocument = operation({
  name: "get_api_document",
  summary: "This API as an OpenAPI document.",
  access: "public",
  input: z.object({}),
  output: Document,
  run: async () => ownDocument(),
});

export const listResources = operation({
  name: "list_resources",
  summary: "The collections of this API and their addresses, and its reference under docs.",
  access: "public",
  input: z.object({}),
  output: z.record(z.string(), z.url()),
  async run() {
    const collections = Object.keys(document.paths).filter((path) => /^\/api\/v1\/[\w-]+\/$/.test(path));
    const addresses = [...collections, "/api/v1/docs/"];
    return Object.fromEntries(addresses.map((path) => [path.split("/")[3] ?? "", `${env().APP_URL}${path}`]));
  },
});
