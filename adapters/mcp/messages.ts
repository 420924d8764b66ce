import { z } from "zod";

import { DomainError } from "@/domain/errors";

/** JSON-RPC's own codes, and those that MCP has for its headers and versions. */
export const CODES = {
  parse: -32_700,
  request: -32_600,
  method: -32_601,
  params: -32_602,
  internal: -32_603,
  header: -32_020,
  version: -32_022,
} as const;

/** A message that cannot be answered as it was meant, and the HTTP status that says so. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: number;
  readonly status: number;
  readonly data: Record<string, unknown> | undefined;
  constructor(code: number, message: string, more: { status?: number; data?: Record<string, unknown> } = {}) {
    super(message);
    this.code = code;
    this.status = more.status ?? 400;
    this.data = more.data;
  }
}

const Message = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string().max(200), z.int()]).optional(),
  method: z.string().max(200).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
});
export type Message = z.output<typeof Message>;
export type Call = { id: string | number; method: string; params: Record<string, unknown> };

/** One message of a body. Throws what is no JSON-RPC. */
export function readMessage(given: unknown): Message {
  const { data } = Message.safeParse(given);
  if (!data) throw new Refusal(CODES.request, "Not a JSON-RPC 2.0 message.");
  return data;
}

/** What a message asks for; none is a notification or an answer, which nobody waits for. */
export const callOf = ({ id, method, params = {} }: Message): Call | undefined =>
  id === undefined || method === undefined ? undefined : { id, method, params };

type Fault = { code: number; message: string; data?: Record<string, unknown> };
type Id = string | number | undefined;
export type Reply = { jsonrpc: "2.0"; id?: string | number; result?: object; error?: Fault };
const envelope = (id: Id) => ({ jsonrpc: "2.0" as const, ...(id !== undefined && { id }) });
export const resultReply = (id: Id, result: object): Reply => ({ ...envelope(id), result });
export const errorReply = (id: Id, { code, message, data }: Refusal): Reply => ({
  ...envelope(id),
  error: { code, message, ...(data && { data }) },
});

/** JSON-RPC has a number for few of the shop's refusals; the others are told by their HTTP status. */
const NUMBERS: Partial<Record<number, number>> = { 400: CODES.parse, 413: CODES.request, 415: CODES.request };
export const refusalOf = ({ status, code, message, retryAfterS }: DomainError): Refusal =>
  new Refusal(NUMBERS[status] ?? status, message, {
    status,
    data: { code, ...(retryAfterS !== undefined && { retry_after: retryAfterS }) },
  });
