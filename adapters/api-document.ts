import { z } from "zod";

import { operation } from "@/domain/operation";
import { env } from "@/env";
import document from "@/public/openapi.json" with { type: "json" };

export const getApiDocument = operation({
  name: "get_api_document",
  summary: "This API as an OpenAPI document.",
  access: "public",
  input: z.object({}),
  output: z.looseObject({ openapi: z.string() }).meta({ id: "OpenAPI" }),
  run: async () => ({ ...document, servers: [{ url: env().APP_URL }] }),
});

export const listResources = operation({
  name: "list_resources",
  summary: "The collections of this API and their addresses.",
  access: "public",
  input: z.object({}),
  output: z.record(z.string(), z.url()),
  async run() {
    const collections = Object.keys(document.paths).filter((path) => /^\/api\/v1\/[\w-]+\/$/.test(path));
    return Object.fromEntries(collections.map((path) => [path.split("/")[3] ?? "", `${env().APP_URL}${path}`]));
  },
});
