import { env } from "@/env";
import { STORE } from "@/model/store";
import packageFile from "@/package.json" with { type: "json" };

import { VERSIONS } from "./versions";

const NAME = "shop";
const SCHEMA = "https://static.modelcontextprotocol.io/schemas/v2/server-card.schema.json";
const CARD_TYPE = "application/mcp-server-card+json";
const DESCRIPTION = "Search and compare what the shop sells; with a token, see orders and fill the cart.";

/** Who answers at /mcp, under the shop's own domain, written from its end as such names are. */
export function serverInfo() {
  const { APP_URL } = env();
  const namespace = new URL(APP_URL).hostname
    .replace(/[^a-zA-Z0-9.-]/g, "")
    .split(".")
    .toReversed()
    .join(".");
  return { name: `${namespace}/${NAME}`, title: STORE.name, version: packageFile.version, websiteUrl: APP_URL };
}

const open = (body: object, type: string) =>
  new Response(JSON.stringify(body), {
    headers: {
      "Content-Type": type,
      "Cache-Control": "public, max-age=3600",
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET",
      "Access-Control-Allow-Headers": "Content-Type",
    },
  });

/** What a client may know of the shop's tools before it connects: an MCP server card. */
export function serverCard(): Response {
  const token = {
    name: "Authorization",
    description: "Bearer and an API token of the shopper's account, for cart and orders.",
    isRequired: false,
    isSecret: true,
  };
  const remote = {
    type: "streamable-http",
    url: `${env().APP_URL}/mcp`,
    headers: [token],
    supportedProtocolVersions: VERSIONS,
  };
  return open({ $schema: SCHEMA, ...serverInfo(), description: DESCRIPTION, remotes: [remote] }, CARD_TYPE);
}

/** Where an agent that knows the shop's domain alone finds that card: an MCP catalog. */
export function serverCatalog(): Response {
  const { APP_URL } = env();
  const entry = {
    identifier: `urn:air:${new URL(APP_URL).hostname}:${NAME}`,
    displayName: STORE.name,
    type: CARD_TYPE,
    url: `${APP_URL}/mcp/server-card`,
  };
  return open({ specVersion: "draft", entries: [entry] }, "application/json");
}
