import { createHash } from "node:crypto";

import type { CreateEmbeddingResponse } from "openai/resources/embeddings";
import { z } from "zod";

import { parse } from "./errors.ts";
import { meaningsOf } from "./meanings.ts";
import { getModel } from "./models.ts";
import { countPieces } from "./pieces.ts";

const Body = z.object({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2048)]),
  dimensions: z.int().min(1).max(3072).default(256),
  encoding_format: z.enum(["float", "base64"]).default("float"),
});
type Sent = Omit<CreateEmbeddingResponse, "data"> & {
  data: { object: "embedding"; index: number; embedding: number[] | string }[];
};

/** Answers POST /embeddings: texts are near when they share words, parts of words, or what words have to do with. */
export function embed(sent: unknown): Sent {
  const { model, input, dimensions, encoding_format } = parse(Body, sent);
  getModel(model);
  const texts = [input].flat();
  const data = texts.map((text, index) => {
    const vector = vectorOf(text, dimensions);
    const bytes = Buffer.from(new Float32Array(vector).buffer);
    const embedding = encoding_format === "base64" ? bytes.toString("base64") : vector;
    return { object: "embedding" as const, index, embedding };
  });
  const prompt_tokens = countPieces(texts.join("\n"));
  return { object: "list", model, data, usage: { prompt_tokens, total_tokens: prompt_tokens } };
}

/** What a word has to do with says more of it than its letters. */
const OF_MEANING = 6;
const placeOf = (sign: string, dimensions: number) =>
  createHash("sha256").update(sign).digest().readUInt32BE() % dimensions;

/** Each run of three letters, and each meaning, is thrown into a place of its own; the length is 1. */
function vectorOf(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text];
  const add = (sign: string, weight: number) => {
    const place = placeOf(sign, dimensions);
    vector[place] = (vector[place] ?? 0) + weight;
  };
  for (const word of words) {
    const marked = `^${word}$`;
    for (let at = 0; at + 3 <= marked.length; at++) add(marked.slice(at, at + 3), 1);
    for (const meaning of meaningsOf(word)) add(`a meaning: ${meaning}`, OF_MEANING);
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
