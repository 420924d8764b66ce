import { z } from "zod";

import type { Access } from "@/domain/operation";

import type { Placed } from "./route";

const WHO: Record<Access, string> = {
  public: "Open to everyone.",
  shopper: "For everyone with an account.",
  user: "For everyone with an account.",
  admin: "For admins.",
};

/** What holds for an operation by its kind: who may call it, and what else it understands. */
export function explain({ method, endpoint: { spec }, isReadable }: Placed): string {
  const sentences = [
    WHO[spec.access],
    spec.paginated && "Answers one page of the list at a time.",
    method === "POST" && "With an `Idempotency-Key` it can be sent again without being done twice.",
    method !== "GET" &&
      method !== "POST" &&
      isReadable &&
      "With `If-Match` it is done only to the state that was read.",
  ];
  return sentences.filter(Boolean).join(" ");
}

/** A body made of the fields that have an example. */
export function exampleOf(fields: z.ZodObject): object {
  const { properties = {} } = z.toJSONSchema(fields, { io: "input", unrepresentable: "any" });
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) =>
      typeof property === "object" && "example" in property ? [[name, property["example"]]] : [],
    ),
  );
}
