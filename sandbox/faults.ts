import path from "node:path";

import { z } from "zod";

import { randomOf } from "./chance.ts";
import { newId } from "./stripe/objects.ts";

const REQUEST_KINDS = ["silence", "reset_before", "reset_after", "error_before", "error_after", "garbage"] as const;
const EVENT_KINDS = ["hold", "drop", "double", "shuffle"] as const;

/** A glob: * is anything within a part of a path, ** is any parts. */
const Glob = z.string().min(1);
const SHUFFLE_MS = 200;
const Milliseconds = z.int().min(0).max(600_000);
const shared = {
  /** How often at most; without it, until the rule is taken away. */
  times: z.int().positive().optional(),
  /** The share of what matches that is hit, chosen by the seed. */
  rate: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
};
const ofRequests = {
  ...shared,
  match: z.strictObject({ method: Glob.optional(), path: Glob.optional() }).optional(),
};
const RuleSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...ofRequests, kind: z.literal("latency"), ms: Milliseconds }),
  z.strictObject({
    ...ofRequests,
    kind: z.enum(REQUEST_KINDS),
    /** How long the request waits before this becomes of it. */
    ms: Milliseconds.optional(),
    /** What the error kinds answer. */
    status: z.int().min(500).max(599).optional(),
  }),
  z.strictObject({
    ...shared,
    kind: z.enum(EVENT_KINDS),
    match: z.strictObject({ type: Glob.optional() }).optional(),
    /** How long a shuffled event waits at most. */
    ms: Milliseconds.optional(),
  }),
]);

export type Rule = z.infer<typeof RuleSchema>;
export type Fault = { kind: Rule["kind"]; ms: number; status: number };
type Active = { id: string; hits: number; rule: Rule; random: () => number };
type Subject = { method: string; path: string } | { type: string };

const isOfEvents = ({ kind }: Rule) => EVENT_KINDS.some((known) => known === kind);

function isMet(rule: Rule, subject: Subject): boolean {
  const known = new Map(Object.entries(subject));
  const globs = Object.entries(rule.match ?? {});
  return (
    isOfEvents(rule) === known.has("type") &&
    globs.every(([name, glob]) => glob === undefined || path.posix.matchesGlob(known.get(name) ?? "", glob))
  );
}

const shown = ({ id, hits, rule }: Active) => ({ ...rule, id, hits });

/** The rules by which requests and events go wrong. They are forgotten when the sandbox stops. */
export class Faults {
  #active: Active[] = [];

  add(rule: unknown) {
    const parsed = RuleSchema.parse(rule);
    const active = { id: newId("fault"), hits: 0, rule: parsed, random: randomOf(parsed.seed ?? 1) };
    this.#active.push(active);
    return shown(active);
  }

  list() {
    return this.#active.map(shown);
  }

  /** Takes away the rules that are meant. */
  remove(isMeant: (rule: Rule & { id: string }) => boolean): void {
    this.#active = this.#active.filter(({ id, rule }) => !isMeant({ ...rule, id }));
  }

  has(kind: Rule["kind"]): boolean {
    return this.#active.some(({ rule }) => rule.kind === kind);
  }

  /** What becomes of a request or an event: the first rule that hits it decides. */
  meet(subject: Subject): Fault | undefined {
    const active = this.#active.find((candidate) => isMet(candidate.rule, subject) && isDrawn(candidate));
    if (!active) return undefined;
    active.hits += 1;
    return faultOf(active);
  }
}

/** Draws for each one that matches, so that the seed alone says which of them are hit. */
function isDrawn({ rule, hits, random }: Active): boolean {
  const isChosen = random() < (rule.rate ?? 1);
  return isChosen && hits < (rule.times ?? Infinity);
}

function faultOf({ rule, random }: Active): Fault {
  const status = "status" in rule ? (rule.status ?? 500) : 500;
  const ms = rule.kind === "shuffle" ? Math.floor(random() * (rule.ms ?? SHUFFLE_MS)) : (rule.ms ?? 0);
  return { kind: rule.kind, ms, status };
}
