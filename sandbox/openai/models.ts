import { answer } from "./assistant/answer.ts";
import { OpenAiError } from "./errors.ts";
import { type Answer, type Prompt, saying } from "./prompt.ts";
import { goOn, loop, obey } from "./scripts.ts";
import type { Fate } from "./sse.ts";

type Model = {
  think: (prompt: Prompt) => Answer;
  /** How long it takes for each piece of an answer that is streamed. */
  pauseMs?: number;
  /** Goes on past the number of tokens that it was told. */
  isDeaf?: boolean;
  fate?: Fate;
};

const refuse = (error: () => OpenAiError) => () => {
  throw error();
};

const unfinished = () => saying("This sentence is going to end before anybody can tell what it");

/** sandbox answers a shopper; the others are for tests of what a model may do to a shop. */
const MODELS: Record<string, Model> = {
  sandbox: { think: answer, pauseMs: 15 },
  "sandbox-instant": { think: answer },
  "sandbox-obedient": { think: obey },
  "sandbox-obedient-paced": { think: obey, pauseMs: 15 },
  "sandbox-looping": { think: loop },
  "sandbox-endless": { think: goOn, isDeaf: true },
  "sandbox-stalling": { think: answer, fate: "silence" },
  "sandbox-cut": { think: unfinished, fate: "cut" },
  "sandbox-halting": { think: unfinished, fate: "halt" },
  "sandbox-dead": { think: answer, fate: "dead" },
  "sandbox-garbage": { think: answer, fate: "garbage" },
  "sandbox-429": {
    think: refuse(() => {
      const message = "Rate limit reached for sandbox-429 on requests per min (RPM). Please try again in 7s.";
      return new OpenAiError(429, { message, type: "requests", code: "rate_limit_exceeded" }, { "Retry-After": "7" });
    }),
  },
  "sandbox-500": {
    think: refuse(() => {
      const message = "The server had an error while processing your request. Sorry about that!";
      return new OpenAiError(500, { message, type: "server_error" });
    }),
  },
};

export function getModel(name: string): Model {
  const model = Object.hasOwn(MODELS, name) ? MODELS[name] : undefined;
  if (model) return model;
  throw new OpenAiError(404, {
    message: `The model '${name}' does not exist or you do not have access to it.`,
    code: "model_not_found",
  });
}

const shown = (id: string) => ({ id, object: "model", created: 1_767_225_600, owned_by: "sandbox" });
export const listModels = () => ({ object: "list", data: Object.keys(MODELS).map(shown) });
export function showModel(name: string) {
  getModel(name);
  return shown(name);
}
