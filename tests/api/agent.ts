import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll } from "vitest";

import { openApiFront } from "@/adapters/api-front";

export type Era = "legacy" | "auto" | { pin: string };

/** The shop's door for agents behind a real socket, and clients of the protocol's own SDK that come to it. */
export function openDoor() {
  let server: Server;
  const clients: Client[] = [];
  beforeAll(async () => {
    const answer = await openApiFront(process.cwd());
    server = createServer((incoming, outgoing) => void (answer(incoming, outgoing) || outgoing.writeHead(404).end()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    for (const client of clients) await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  return {
    url,
    async connect({ token, era = "auto", headers = {} }: { token?: string; era?: Era; headers?: object } = {}) {
      const client = new Client({ name: "tests", version: "1.0.0" }, { versionNegotiation: { mode: era } });
      const requestInit = { headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers } };
      await client.connect(new StreamableHTTPClientTransport(new URL(url()), { requestInit }));
      clients.push(client);
      return client;
    },
    /** A message as it is, without an SDK. */
    post: (body: unknown, headers: Record<string, string> = {}) =>
      fetch(url(), {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
  };
}

export const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** One request of the stateless revision, with the headers that it needs. */
export function stateless(method: string, params: Record<string, unknown> = {}) {
  const headers: Record<string, string> = { "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": method };
  if (typeof params["name"] === "string") headers["Mcp-Name"] = params["name"];
  return { body: { jsonrpc: "2.0", id: 7, method, params: { ...params, _meta: META } }, headers };
}
