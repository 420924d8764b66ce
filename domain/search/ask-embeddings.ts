import OpenAI from "openai";
import { z } from "zod";

import { env } from "@/env";

import { reserveTokens, settleTokens } from "../assistant/budget";
import type { Context } from "../operation";

const Answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).or(z.instanceof(Float32Array)) })),
  usage: z.object({ total_tokens: z.int().min(0) }),
});

export const isSemantic = () => env().OPENAI_EMBEDDING_MODEL !== "none" && env().EMBEDDING_DAILY_TOKENS > 0;

/** A token has two bytes or more. */
const tokensIn = (texts: string[]) => texts.reduce((total, text) => total + Math.ceil(Buffer.byteLength(text) / 2), 0);

/** What texts mean, in their order; throws when they cannot be asked for now. */
export async function askEmbeddings(context: Context, texts: string[], timeoutMs: number): Promise<Float32Array[]> {
  const reservation = await reserveTokens(context, tokensIn(texts), "embeddings");
  if (!reservation) throw new Error("the tokens of the day are used up");
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_EMBEDDING_MODEL: model, OPENAI_EMBEDDING_DIMENSIONS } = env();
  const openai = new OpenAI({
    apiKey: OPENAI_API_KEY,
    baseURL: OPENAI_BASE_URL,
    timeout: timeoutMs,
    maxRetries: 0,
    // What shoppers search for belongs in no log.
    logLevel: "off",
  });
  const dimensions = OPENAI_EMBEDDING_DIMENSIONS;
  const { data, usage } = Answer.parse(await openai.embeddings.create({ model, input: texts, dimensions }));
  await settleTokens(context, reservation, usage.total_tokens);
  const vectors = data
    .toSorted((one, other) => one.index - other.index)
    .map(({ embedding }) => ofLengthOne(embedding, dimensions));
  if (vectors.length !== texts.length) throw new Error(`${texts.length} texts have ${vectors.length} embeddings`);
  return vectors;
}

/** Of vectors as long as one, the product is how near they are. */
function ofLengthOne(embedding: ArrayLike<number>, dimensions: number): Float32Array {
  if (embedding.length !== dimensions) throw new Error(`an embedding has ${embedding.length} numbers`);
  const vector = Float32Array.from(embedding);
  const length = Math.hypot(...vector);
  if (!(length > 0)) throw new Error("an embedding points nowhere");
  return vector.map((value) => value / length);
}
