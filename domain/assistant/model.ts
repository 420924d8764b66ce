import OpenAI, { APIError } from "openai";

import { env } from "@/env";

import { listenToChat } from "./chat-completions";
import { fetchInGulps } from "./gulps";
import type { Question, Turn } from "./question";
import { listenToResponses } from "./responses";

const TIMEOUT_MS = 30_000;
/** How long a model may be silent, before its first word or between two. */
const SILENCE_MS = 8000;

const LISTEN = { responses: listenToResponses, chat_completions: listenToChat };

const openai = (isSpeaking: () => boolean) =>
  new OpenAI({
    fetch: fetchInGulps(isSpeaking),
    apiKey: env().OPENAI_API_KEY,
    baseURL: env().OPENAI_BASE_URL,
    timeout: TIMEOUT_MS,
    maxRetries: 0,
    // What shoppers and model say to each other belongs in no log.
    logLevel: "off",
  });

/** Asks the model, and hears it as it speaks; whatever goes wrong with it is a failed turn and no error. */
export async function ask(question: Question): Promise<Turn> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), SILENCE_MS);
  let hasBegun = false;
  const heard = () => {
    hasBegun = true;
    timer.refresh();
  };
  const failed = (failure: string): Turn => ({
    calls: [],
    failure,
    ...(!hasBegun && { usage: { input_tokens: 0, output_tokens: 0 } }),
  });
  try {
    const signal = AbortSignal.any([question.signal, silent.signal]);
    const client = openai(question.isSpeaking);
    const turn = await LISTEN[env().OPENAI_API](client, env().OPENAI_MODEL, question, signal, heard);
    return turn ?? failed(hasBegun ? "it broke off" : "it said nothing");
  } catch (error) {
    return failed(error instanceof APIError ? `${error.status ?? ""} ${error.code ?? error.name}`.trim() : "no answer");
  } finally {
    clearTimeout(timer);
  }
}
