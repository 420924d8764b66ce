import { AsyncLocalStorage } from "node:async_hooks";

import { z } from "zod";

import type { Db } from "@/db";
import type { Locale } from "@/model/locales";
import type { Market } from "@/model/markets";
import type { Role } from "@/model/users";

import { type Fields, forbidden, invalid, notAuthenticated, notFound } from "./errors";
import { type LimitName, consumeFor } from "./limits";

export type User = { id: number; username: string; email: string; role: Role };
/** public: anyone. shopper: a user, or the guest of a storefront cookie. user: an account. admin: the shop's own. */
export type Access = "public" | "shopper" | "user" | "admin";
export type Context = {
  db: Db;
  /** Into which the catalog's texts are translated, as far as they are. */
  locale: Locale;
  /** In whose currency prices are told and orders are placed. */
  market: Market;
  user: User | null;
  /** What proved who the user is, so that it can be ended. */
  credential: { kind: "token"; id: number } | { kind: "session"; id: string } | null;
  /** SHA-256 of the storefront's guest cookie; the API never sets it. */
  guest: string | null;
  /** Numbers of the orders whose mailed link this browser has opened: it may act for them as their owner. */
  links?: readonly string[];
  requestId: string;
  /** The same for a request that is sent again under its Idempotency-Key, also when the first was cut off half-way. */
  requestKey?: string;
  /** The client's network address, from the one place that may say it; blank for the shop's own work. */
  address: string;
  /** Cache tags that this call made stale; the door it came through passes them on. */
  touched: Set<string>;
  /**
   * Throws 412 unless the object is still as the caller read it (If-Match). An outward operation, which no transaction
   * surrounds, asks it again under its own lock.
   */
  assertUnchanged?: (inside: Context) => Promise<void>;
  /** Aborted when the caller has left, so that nobody works for them any longer. */
  signal?: AbortSignal;
  /** Takes what an operation says before it has ended, where the door passes it on. */
  tell?: (text: string) => void;
};
export type UserContext = Context & { user: User };
type Granted<A extends Access> = A extends "user" | "admin" ? UserContext : Context;
type Run<A extends Access, I extends z.ZodType, O extends z.ZodType, F> = (
  context: Granted<A>,
  input: z.output<I>,
  found: F,
) => Promise<z.input<O>>;

/** What find is given: the path's id, in the form that the input says. */
type IdOf<I extends z.ZodType> = z.output<I> extends { id: infer Id } ? Id : never;
/** One event of an answer that is told as it comes. */
export type Told = [name: string, data: unknown];

type Spec<A extends Access, I extends z.ZodObject, O extends z.ZodType, F> = {
  name: string;
  summary: string;
  access: A;
  input: I;
  output: O;
  paginated?: boolean;
  /** Asks others (Stripe, a model) or hashes while it runs, so that it must not be called inside a transaction. */
  isOutward?: boolean;
  /** Limits of its own on how often it may be asked, through any door. */
  limit?: LimitName | readonly LimitName[];
  /** Its answer is somebody's own though anyone may ask, so that it is never kept for others. */
  isPersonal?: boolean;
  /** Can be told as it comes: what is said at its end, after the text that context.tell took. */
  events?(output: z.output<O>): Told[];
  /** Answers other than the ordinary ones, by status, for the document. */
  refusals?: Record<number, string>;
  /** Looks up what the path names before the body is judged: a missing object is 404, whatever was sent. */
  find?: (context: Granted<A>, id: IdOf<I>) => Promise<F>;
  run: Run<A, I, O, F>;
};

/** A body that is only read once the caller may act and the object exists. */
type Body = () => Promise<object>;

/** Declares a business operation once. Pages call it; endpoint(), action() and runTool() expose it. */
export function operation<A extends Access, I extends z.ZodObject, O extends z.ZodType, F = undefined>(
  spec: Spec<A, I, O, F>,
) {
  const execute = async (context: Context, path: object, body: Body): Promise<z.output<O>> => {
    authorize(context, spec.access);
    const found = spec.find && (await spec.find(context, pathId(spec.input, path)));
    const parsed = spec.input.safeParse({ ...(await body()), ...path });
    if (!parsed.success) throw invalid(messagesByField(parsed.error));
    return spec.output.parse(await spec.run(context, parsed.data, found as F));
  };
  const call = async (context: Context, input: z.input<I>): Promise<z.output<O>> => {
    authorize(context, spec.access);
    if (spec.limit) await consumeFor(context, spec.limit);
    return execute(context, "id" in input ? { id: input["id"] } : {}, async () => input);
  };
  return Object.assign(call, { spec, execute });
}

export function authorize<A extends Access>(context: Context, access: A): asserts context is Granted<A> {
  const visitor = context.user ?? context.guest ?? context.links?.[0];
  const known = access === "shopper" ? visitor : context.user;
  if (access !== "public" && !known) throw notAuthenticated();
  if (access === "admin" && context.user?.role !== "admin") throw forbidden();
}

/** The value that a granted access promises to be there. */
export function notAuthenticatedUnless<T>(value: T | null): T {
  if (value === null) throw notAuthenticated();
  return value;
}

/** Gives fn a context whose db is a transaction (inside another one, a savepoint). */
export function transaction<C extends Context, T>(context: C, fn: (tx: C) => Promise<T>): Promise<T> {
  return retried(() => context.db.transaction((db) => whileOpen(() => fn({ ...context, db }))));
}

/** The same on one picture of the data: a row that someone else changes meanwhile makes it start again. */
export function repeatableRead<C extends Context, T>(context: C, fn: (tx: C) => Promise<T>): Promise<T> {
  const run = (db: Db) => whileOpen(() => fn({ ...context, db }));
  return retried(() => context.db.transaction(run, { isolationLevel: "repeatable read" }));
}

const surrounding = new AsyncLocalStorage<{ isOpen: boolean }>();

async function whileOpen<T>(work: () => Promise<T>): Promise<T> {
  const here = { isOpen: true };
  try {
    return await surrounding.run(here, work);
  } finally {
    here.isOpen = false;
  }
}

/** Whether a transaction of whoever asks is open: rows stay locked, and a connection taken, until it ends. */
export const isInTransaction = () => surrounding.getStore()?.isOpen === true;

/** What takes as long as others please, or as a hash, is never waited for inside a transaction. */
export function assertOutsideTransaction(what: string): void {
  if (isInTransaction()) throw new Error(`${what} must not be asked inside a transaction`);
}

const RETRIED = new Set(["40001", "40P01"]);
/** Serialization failures and deadlocks are the database asking for the whole transaction again. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 3 || !RETRIED.has(sqlState(error) ?? "")) throw error;
    }
  }
}

/** PostgreSQL's five-character code of an error, also behind Drizzle's wrapper. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? sqlState(error.cause) : undefined;
}

const PASSING = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE$|08|53|57P0|57014$|55P03$)/;
/** Whether the database was away, or too busy to answer in time: asked again in a moment, it may well do. */
export const isPassing = (error: unknown): boolean => PASSING.test(sqlState(error) ?? "");

/** Whether a unique index refused what someone else was first with. */
export const isUniqueViolation = (error: unknown) => sqlState(error) === "23505";

/** What spells no id names nothing. */
function pathId<I extends z.ZodObject>(input: I, path: object): IdOf<I> {
  const schema = input.shape["id"];
  const id = schema && z.safeParse(schema, "id" in path ? path.id : undefined);
  if (!id?.success) throw notFound();
  return id.data as IdOf<I>;
}

function messagesByField(error: z.ZodError): Fields {
  const fields: Fields = {};
  for (const { path, message } of error.issues) {
    let level = fields;
    const steps = path.length > 0 ? path.map(String) : ["non_field_errors"];
    for (const step of steps.slice(0, -1)) {
      const below = level[step];
      level = level[step] = below && !Array.isArray(below) ? below : {};
    }
    const last = steps.at(-1) ?? "non_field_errors";
    const messages = level[last];
    level[last] = [...(Array.isArray(messages) ? messages : []), message];
  }
  return fields;
}

/** An operation whose types are forgotten: what a list of them has in common. */
export type AnyOperation = {
  // oxlint-disable-next-line typescript/no-explicit-any -- safe: the call parses whatever it is given
  (context: Context, input: any): Promise<unknown>;
  execute: (context: Context, path: object, body: Body) => Promise<unknown>;
  spec: Pick<
    Spec<Access, z.ZodObject, z.ZodType, unknown>,
    | "name"
    | "summary"
    | "access"
    | "input"
    | "output"
    | "paginated"
    | "limit"
    | "isPersonal"
    | "events"
    | "isOutward"
    | "refusals"
  >;
};
