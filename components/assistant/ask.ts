import type { ChatAnswer, Conversation } from "@/model/chat";
import type { Proposal } from "@/model/proposals";
import type { MessageKey, Translate } from "@/model/translate";

import { here } from "../language/here";

/** What stands beside a text of the assistant's, as far as it has come. */
type Parts = Omit<ChatAnswer, "reply" | "conversation_id">;
export type Beside = { [Part in keyof Parts]?: Parts[Part] | undefined };
export type Question = { message: string; conversation_id: string | null; product_id: number | null };
type Listener = { hear: (text: string) => void; show: (part: (known: Beside) => Beside) => void };

/** What the shopper is told: the shop's own words, or a message of the page's language. */
export type Told = string | { key: MessageKey; values?: Record<string, string | number> };
export const inWords = (t: Translate, told: Told) => (typeof told === "string" ? told : t(told.key, told.values));

/** An answer that did not come, and what people are told of it. */
export class Failure extends Error {
  readonly told: Told;
  readonly conversationId: string | null;
  /** What it costs now, where a price has changed meanwhile. */
  readonly price: string | null;
  constructor(told: Told, { conversation_id: id = null, price = null }: Refusal = {}) {
    super(typeof told === "string" ? told : told.key);
    this.told = told;
    this.conversationId = id;
    this.price = price;
  }
}

type Sent = { method?: string; body?: string; accept?: string; signal?: AbortSignal };
type Refusal = { detail?: string; code?: string; conversation_id?: string | null; price?: string | null };

const API = "/api/v1/chat";
/** How long the shop may be silent. It gives a silent model up before that. */
const PATIENCE_MS = 10_000;
const UNREACHABLE: Told = { key: "assistant.unreachable" };

async function send(path: string, { accept = "application/json", ...init }: Sent = {}): Promise<Response> {
  const headers = { Accept: accept, "Content-Type": "application/json", ...here() };
  const response = await fetch(API + path, { ...init, headers }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new Failure(UNREACHABLE);
  });
  if (response.ok) return response;
  throw await failureOf(response);
}

async function failureOf(response: Response): Promise<Failure> {
  const refusal = (await response.json().catch(() => ({}))) as Refusal & Record<string, unknown>;
  if (response.status === 429) return new Failure(waitOf(response), refusal);
  const fields = Object.values(refusal).flatMap((value) => (Array.isArray(value) ? value.map(String) : []));
  return new Failure(refusal.detail ?? (fields.join(" ") || { key: "assistant.no_answer" }), refusal);
}

/** How long whoever asked too much has to wait. */
function waitOf(response: Response): Told {
  const seconds = Number(response.headers.get("retry-after")) || 60;
  if (seconds < 90) return { key: "assistant.wait_seconds", values: { seconds } };
  return seconds < 5400
    ? { key: "assistant.wait_minutes", values: { minutes: Math.ceil(seconds / 60) } }
    : { key: "assistant.wait_hours", values: { hours: Math.ceil(seconds / 3600) } };
}

/** Asks, and hears the answer as it comes; answers the conversation that it belongs to. Throws a Failure. */
export async function ask(question: Question, { hear, show }: Listener, stop: AbortSignal): Promise<string> {
  const silent = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silent.abort(), PATIENCE_MS);
  };
  const signal = AbortSignal.any([stop, silent.signal]);
  try {
    wait();
    const body = JSON.stringify(question);
    const response = await send("/", { method: "POST", body, accept: "text/event-stream", signal });
    let conversationId = question.conversation_id;
    for await (const [name, data] of eventsOf(response)) {
      wait();
      if (name === "delta") hear((data as { text: string }).text);
      else if (name === "proposal") show((known) => ({ proposals: [...(known.proposals ?? []), data as Proposal] }));
      else if (name === "done") conversationId = (data as { conversation_id: string }).conversation_id;
      else if (name === "error") throw new Failure((data as Refusal).detail ?? "", data as Refusal);
      else show(() => ({ [name]: data }));
    }
    if (!conversationId) throw new Failure(UNREACHABLE);
    return conversationId;
  } catch (error) {
    if (stop.aborted || error instanceof Failure) throw error;
    throw new Failure(UNREACHABLE);
  } finally {
    clearTimeout(timer);
  }
}

/** The events of a stream, each with its data. */
async function* eventsOf({ body }: Response): AsyncGenerator<[name: string, data: unknown]> {
  if (!body) return;
  let open = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    open += value;
    const whole = open.split("\n\n");
    open = whole.pop() ?? "";
    for (const text of whole) {
      const [, name = "", data = "null"] = /^event: (\w+)\ndata: (.*)$/s.exec(text) ?? [];
      if (name) yield [name, JSON.parse(data)];
    }
  }
}

/** What was said in a conversation; nothing where it is forgotten, or somebody else's. */
export async function read(id: string): Promise<Conversation | null> {
  const response = await send(`/${id}/`).catch(() => null);
  return response && ((await response.json()) as Conversation);
}

export const forget = (id: string) => send(`/${id}/`, { method: "DELETE" }).catch(() => null);

const settle = async (id: string, what: "confirm" | "undo", body: object): Promise<Proposal> => {
  const response = await send(`/proposals/${id}/${what}/`, { method: "POST", body: JSON.stringify(body) });
  return (await response.json()) as Proposal;
};
/** Has done what is offered, at the price that was agreed to. Throws a Failure. */
export const confirm = ({ id }: Proposal, price: string | null) =>
  settle(id, "confirm", price === null ? {} : { expected_price: price });
export const undo = ({ id }: Proposal) => settle(id, "undo", {});
