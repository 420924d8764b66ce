import { createHash } from "node:crypto";

import type { CreateEmbeddingResponse } from "openai/resources/embeddings";
import { z } from "zod";

import { parse } from "./errors.ts";
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

/** Answers POST /embeddings: texts are near when they share words or parts of words. */
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

/** Each run of three letters is thrown into a place of its own; the length is 1. */
function vectorOf(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text];
  for (const word of words) {
    const marked = `^${word}$`;
    for (let at = 0; at + 3 <= marked.length; at++) {
      const place =
        createHash("sha256")
          .update(marked.slice(at, at + 3))
          .digest()
          .readUInt32BE() % dimensions;
      vector[place] = (vector[place] ?? 0) + 1;
    }
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
