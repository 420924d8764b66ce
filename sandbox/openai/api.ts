import type { IncomingHttpHeaders, ServerResponse } from "node:http";

import { newId } from "../stripe/objects.ts";
import { chatChunks } from "./chat-completions.ts";
import { readChatRequest } from "./chat-request.ts";
import { embed } from "./embeddings.ts";
import { OpenAiError } from "./errors.ts";
import { listModels, showModel } from "./models.ts";
import type { Prompt } from "./prompt.ts";
import { readResponsesRequest } from "./responses-request.ts";
import { responseEvents } from "./responses.ts";
import type { Speakers } from "./speakers.ts";
import { type ServerEvent, sendEvents, sendJson } from "./sse.ts";

type ApiRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

type Door = { key: string; speakers: Speakers };

/** Answers one request to OpenAI's API; the path begins behind its version. */
export async function answerOpenAi(
  request: ApiRequest,
  { key, speakers }: Door,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("X-Request-Id", newId("req"));
  try {
    authorize(request.headers.authorization, key);
    await route(request, speakers, response);
  } catch (error) {
    refuse(response, error);
  }
}

function authorize(header: string | undefined, key: string): void {
  const given = /^Bearer (.+)$/i.exec(header ?? "")?.[1];
  if (!given) throw new OpenAiError(401, { message: "You didn't provide an API key." });
  if (given !== key) throw new OpenAiError(401, { message: "Incorrect API key provided.", code: "invalid_api_key" });
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  const { status, detail, headers } =
    error instanceof OpenAiError
      ? error
      : new OpenAiError(500, { message: `The sandbox failed: ${String(error)}`, type: "server_error" });
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify({ error: detail }, null, 2));
}

async function route({ method, path, body }: ApiRequest, speakers: Speakers, response: ServerResponse): Promise<void> {
  const [, model] = /^\/models\/([\w.-]+)$/.exec(path) ?? [];
  switch (`${method} ${path}`) {
    case "POST /responses":
      return createResponse(parseJson(body), speakers, response);
    case "POST /chat/completions":
      return createChatCompletion(parseJson(body), speakers, response);
    case "POST /embeddings":
      return sendJson(response, embed(parseJson(body)));
    case "GET /models":
      return sendJson(response, listModels());
    case `GET /models/${model}`:
      return sendJson(response, showModel(model ?? ""));
    default:
      throw new OpenAiError(404, { message: `Invalid URL (${method} /v1${path})` });
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new OpenAiError(400, { message: "We could not parse the JSON body of your request." });
  }
}

const think = (speakers: Speakers, name: string, prompt: Prompt) => {
  const model = speakers.find(name, prompt);
  return { model, answer: model.think(prompt), heard: model.isDeaf ? { ...prompt, maxTokens: Infinity } : prompt };
};

async function createResponse(sent: unknown, speakers: Speakers, response: ServerResponse): Promise<void> {
  const { body, prompt } = readResponsesRequest(sent);
  const { model, answer, heard } = think(speakers, body.model, prompt);
  const events = responseEvents(answer, heard, body);
  if (!body.stream) return sendJson(response, lastOf(events), model.fate);
  return sendEvents(response, named(events), model);
}

function* named(events: ReturnType<typeof responseEvents>): Generator<ServerEvent, void> {
  let sequence_number = 0;
  for (const event of events) {
    const isPiece = event.type.endsWith(".delta");
    yield { name: event.type, data: { ...event, sequence_number: sequence_number++ }, isPiece };
  }
}

async function createChatCompletion(sent: unknown, speakers: Speakers, response: ServerResponse): Promise<void> {
  const { body, prompt } = readChatRequest(sent);
  const { model, answer, heard } = think(speakers, body.model, prompt);
  const chunks = chatChunks(answer, heard, body);
  if (!body.stream) return sendJson(response, lastOf(chunks), model.fate);
  return sendEvents(response, unnamed(chunks), model);
}

function* unnamed(chunks: ReturnType<typeof chatChunks>): Generator<ServerEvent, void> {
  for (const data of chunks) yield { data, isPiece: data.choices[0]?.finish_reason === null };
  yield { data: "[DONE]", isPiece: false };
}

/** What a generator returns once all is said. */
function lastOf<T>(generator: Generator<unknown, T>): T {
  for (;;) {
    const step = generator.next();
    if (step.done) return step.value;
  }
}
