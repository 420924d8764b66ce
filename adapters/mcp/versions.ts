import { z } from "zod";

import { type Call, CODES, Refusal } from "./messages";

/** The revision in which every request says all of itself. */
export const STATELESS = "2026-07-28";
/** Those that begin with a handshake, the newest first. */
const WITH_HANDSHAKE = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];
/** What a client that names no revision speaks: the last that had no header for it. */
const UNNAMED = "2025-03-26";
export const VERSIONS = [STATELESS, ...WITH_HANDSHAKE];

const PREFIX = "io.modelcontextprotocol/";
const Meta = z.object({
  [`${PREFIX}protocolVersion`]: z.string().optional(),
  [`${PREFIX}clientCapabilities`]: z.record(z.string(), z.unknown()).optional(),
});
export const SERVER_INFO = `${PREFIX}serverInfo`;

/** The revision that a client asks for in its handshake, if it is spoken here, or the newest one with a handshake. */
export const agreedVersion = (asked: unknown): string =>
  WITH_HANDSHAKE.find((version) => version === asked) ?? WITH_HANDSHAKE.find(Boolean) ?? UNNAMED;

/** Several messages in one body were part of these revisions alone. */
export function takesBatches({ headers }: Request): boolean {
  const version = headers.get("mcp-protocol-version") ?? UNNAMED;
  return version === UNNAMED || version === "2024-11-05";
}

function assertSpoken(version: string): void {
  if (VERSIONS.includes(version)) return;
  throw new Refusal(CODES.version, "Unsupported protocol version", {
    data: { supported: VERSIONS, requested: version },
  });
}

/** The text that a header stands for: what headers cannot carry comes in base64, between marks. */
function decoded(header: string): string {
  const [, packed] = /^=\?base64\?([A-Za-z0-9+/]*={0,2})\?=$/.exec(header) ?? [];
  return packed === undefined ? header : Buffer.from(packed, "base64").toString();
}

/** What stands in the headers for those between us and the client must be what is done. */
function assertMirrored({ headers }: Request, name: string, said: unknown): void {
  const header = headers.get(name);
  if (header !== null && decoded(header) === said) return;
  const what = header === null ? "is missing" : "does not match the body";
  throw new Refusal(CODES.header, `Header mismatch: ${name} ${what}`);
}

/** The revision in which a message is meant. Throws for one that is not spoken here, or that contradicts itself. */
export function versionOf(request: Request, { method, params }: Call): string {
  const header = request.headers.get("mcp-protocol-version");
  const meta = Meta.safeParse(params["_meta"] ?? {}).data;
  const said = meta?.[`${PREFIX}protocolVersion`];
  if (typeof said !== "string") {
    assertSpoken(header ?? UNNAMED);
    if (header === STATELESS) throw new Refusal(CODES.params, `_meta must have ${PREFIX}protocolVersion`);
    return header ?? UNNAMED;
  }
  assertMirrored(request, "MCP-Protocol-Version", said);
  assertSpoken(said);
  if (said !== STATELESS) return said;
  if (meta?.[`${PREFIX}clientCapabilities`] === undefined)
    throw new Refusal(CODES.params, `_meta must have ${PREFIX}clientCapabilities`);
  assertMirrored(request, "Mcp-Method", method);
  if (method === "tools/call") assertMirrored(request, "Mcp-Name", params["name"]);
  return said;
}
