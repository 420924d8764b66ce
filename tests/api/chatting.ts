import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, beforeEach, expect } from "vitest";

import { env } from "@/env";
import type { ChatAnswer } from "@/model/chat";
import { newToken, newUser } from "@/tests/helpers";

import { send } from "./routes";

/** What the shop has sent to the model in this test, and whether it heard the answer to its end. */
export const asked: { body: string; heard: Promise<boolean> }[] = [];

async function pass(behind: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  asked.push({
    body,
    heard: new Promise((resolve) => response.once("close", () => resolve(response.writableFinished))),
  });
  const headers = { authorization: request.headers.authorization ?? "", "content-type": "application/json" };
  const answer = await fetch(`${behind}${request.url}`, { method: "POST", headers, body });
  response.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") ?? "" });
  response.flushHeaders();
  Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0])
    .on("error", () => response.destroy())
    .pipe(response);
}

/** Stands between the shop and the sandbox's models; each test begins with the obliging one and a day's tokens. */
export function listenToModel(): void {
  const { OPENAI_BASE_URL, OPENAI_MODEL, CHAT_DAILY_TOKENS } = env();
  const server = createServer((request, response) => void pass(OPENAI_BASE_URL, request, response));
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    env().OPENAI_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    Object.assign(env(), { OPENAI_MODEL, CHAT_DAILY_TOKENS });
    asked.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
}

/** Has another of the sandbox's models speak in this test. */
export const speakAs = (model: string) => void (env().OPENAI_MODEL = `sandbox-${model}`);

export const newCaller = async () => newToken(await newUser());
let addresses = 0;
/** An address that nobody else asks from. */
const newAddress = () => `10.1.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`;

type Caller = { token?: string; conversation_id?: string; headers?: Record<string, string> };
export const say = (message: string, { token, conversation_id, headers = {} }: Caller = {}) =>
  send("POST /chat/", {
    token,
    body: { message, ...(conversation_id !== undefined && { conversation_id }) },
    headers: { "X-Forwarded-For": newAddress(), ...headers },
  });

export async function answerTo(message: string, caller?: Caller): Promise<ChatAnswer> {
  const response = await say(message, caller);
  expect(response.status).toBe(200);
  return (await response.json()) as ChatAnswer;
}
