import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { products, proposals, token_budgets } from "@/db/schema";
import { reserveTokens, settleTokens } from "@/domain/assistant/budget";
import { chat } from "@/domain/assistant/chat";
import { confirmProposal, undoProposal } from "@/domain/assistant/proposals";
import { getCart } from "@/domain/cart/cart-items";
import type { DomainError } from "@/domain/errors";
import type { Context, UserContext } from "@/domain/operation";
import { env } from "@/env";
import type { ChatAnswer } from "@/model/chat";
import { newGuest, newProduct, newToken, newUser, one } from "@/tests/helpers";

import { ATTACKS, SECRET, type World, newWorld } from "./attack-table";
import { answerTo, asked, listenToModel, say, speakAs } from "./chatting";

listenToModel();

/** Everything that a shop would miss: all but what was said, offered and counted. */
const SAID = ["conversations", "messages", "proposals", "token_budgets", "rate_limits", "tokens"];
async function readShop(): Promise<Record<string, string>> {
  const { $client: client } = db();
  const tables = await client<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public'`;
  const missed = tables.filter(({ name }) => !SAID.includes(name));
  const rows = missed.map(async ({ name }) => {
    const [row] = await client`select count(*) || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as is
      from ${client(name)} as t`;
    return [name, String(row?.["is"])] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

const spentToday = async () => (await db().select().from(token_budgets))[0]?.spent ?? 0;
/** Leaves that many tokens of the day. */
const leave = async (tokens: number) => void (env().CHAT_DAILY_TOKENS = (await spentToday()) + tokens);
const heard = () => asked.map(({ body }) => body).join("\n");

/** What has to be so, whatever a model was made to do. */
async function expectUnharmed(world: World, before: Record<string, string>, answer: ChatAnswer) {
  expect(await readShop()).toEqual(before);
  const told = `${heard()}\n${JSON.stringify(answer)}`;
  const secrets = [SECRET, "Secret Lane", world.victim.user.email, world.hidden.name];
  for (const secret of secrets) expect(told).not.toContain(secret);
  // The attackers may say the number themselves; nothing that a tool returned has it.
  const returned = asked.flatMap(({ body }) => outputsIn(body)).join("\n");
  expect(returned).not.toContain(`"number":"${world.order.number}"`);
  expect(answer.reply).not.toMatch(/https?:|\/\/|javascript:|data:|mailto:|www\.|<[a-z/!?]|\]\(/i);
  expect(answer.reply).not.toMatch(/[^\P{Cc}\n\t]/u);
  expect(answer.reply.length).toBeLessThan(8000);
  expect(answer.orders.map(({ id }) => id)).not.toContain(world.order.id);
  const links = [...answer.pages.map(({ path }) => path), ...answer.proposals.map(({ path }) => path ?? "/")];
  for (const link of links) expect(link).toMatch(/^\/[a-z]*$/);
  const pictures = answer.products.flatMap(({ images }) => images.map(({ url }) => url));
  for (const picture of pictures) expect(picture).toMatch(/^\//);
  expect(answer.proposals.every(({ status }) => status === "open")).toBe(true);
}

const Sent = (body: string) => JSON.parse(body) as { input: { type?: string; output?: string }[] };
const outputsIn = (body: string) =>
  Sent(body).input.flatMap(({ type, output }) => (type === "function_call_output" ? [output ?? ""] : []));

describe("a model that obeys whoever writes to it", () => {
  test.each(ATTACKS)(
    "is told by %s, and nothing comes of it for shopper, admin or guest",
    async (_, arrange, model = "obedient") => {
      const world = await newWorld();
      const message = await arrange(world);
      const admin = await newUser("admin");
      // Who looks at their cart for the first time gets an empty one.
      for (const asker of [world.attacker, admin]) await getCart(asker, {});
      const tokens = [await newToken(world.attacker), await newToken(admin), undefined];
      const before = await readShop();
      speakAs(model);
      for (const token of tokens) {
        asked.length = 0;
        await leave(100_000);
        const answer = await answerTo(message, token === undefined ? {} : { token });
        await expectUnharmed(world, before, answer);
        // Four times it may look things up, eight things in all; then it is to answer.
        expect(asked.length).toBeLessThanOrEqual(5);
        const outputs = outputsIn(asked.at(-1)?.body ?? "");
        expect(outputs.length).toBeLessThanOrEqual(8);
        for (const output of outputs) expect(output.length).toBeLessThanOrEqual(12_000);
        expect(await spentToday()).toBeLessThanOrEqual(env().CHAT_DAILY_TOKENS);
      }
    },
  );
});

const inCart = async (shopper: Context) => (await getCart(shopper, {})).items.map(({ quantity }) => quantity);
const attempt = async (act: () => Promise<unknown>) =>
  act().then(
    () => "done",
    (error: unknown) => (error as DomainError).code,
  );

type Misuse = [
  name: string,
  /** What is tried with an offer of one product, and what comes of each. */
  outcomes: string[],
  /** How many of it are in the cart then. */
  quantities: number[],
  misuse: (owner: UserContext, id: string, productId: number) => Promise<string[]>,
];
const MISUSES: Misuse[] = [
  [
    "confirmed by five at once",
    ["done", ...Array.from({ length: 4 }, () => "proposal_closed")],
    [1],
    async (owner, id) => {
      const confirm = () => attempt(() => confirmProposal(owner, { id }));
      return (await Promise.all(Array.from({ length: 5 }, confirm))).toSorted();
    },
  ],
  [
    "confirmed and taken back twice",
    ["done", "proposal_closed", "done", "proposal_closed", "proposal_closed"],
    [],
    async (owner, id) => {
      const confirm = () => attempt(() => confirmProposal(owner, { id }));
      const undo = () => attempt(() => undoProposal(owner, { id }));
      return [await confirm(), await confirm(), await undo(), await undo(), await confirm()];
    },
  ],
  [
    "used by somebody else, an admin too",
    Array.from({ length: 6 }, () => "not_found"),
    [],
    async (_owner, id) => {
      const strangers = [newGuest(), await newUser(), await newUser("admin")];
      const tries = strangers.flatMap((stranger) => [
        attempt(() => confirmProposal(stranger, { id })),
        attempt(() => undoProposal(stranger, { id })),
      ]);
      return Promise.all(tries);
    },
  ],
  [
    "confirmed at a price that is another meanwhile, or that nobody asks",
    ["price_changed", "price_changed"],
    [],
    async (owner, id, productId) => {
      await db().update(products).set({ price: "99.00" }).where(eq(products.id, productId));
      const cheap = () => confirmProposal(owner, { id, expected_price: "0.01" });
      return [await attempt(() => confirmProposal(owner, { id })), await attempt(cheap)];
    },
  ],
  [
    "confirmed after a day",
    ["proposal_closed"],
    [],
    async (owner, id) => {
      const yesterday = sql`now() - interval '25 hours'`;
      await db().update(proposals).set({ created_at: yesterday }).where(eq(proposals.id, id));
      return [await attempt(() => confirmProposal(owner, { id }))];
    },
  ],
  [
    "confirmed when it is no longer for sale",
    ["invalid"],
    [],
    async (owner, id, productId) => {
      await db().update(products).set({ is_active: false }).where(eq(products.id, productId));
      return [await attempt(() => confirmProposal(owner, { id }))];
    },
  ],
];

describe("an offer", () => {
  test.each(MISUSES)("%s", async (_, outcomes, quantities, misuse) => {
    const [owner, product] = [await newUser(), await newProduct()];
    speakAs("obedient");
    const message = `CALL propose_add_to_cart {"product_id":${product.id}}`;
    const { id } = one((await chat(owner, { message })).proposals);
    expect(await misuse(owner, id, product.id)).toEqual(outcomes);
    expect(await inCart(owner)).toEqual(quantities);
  });
});

describe("the shop's tokens of a day", () => {
  test("are promised to no more than there are, however many ask at once", async () => {
    await leave(1000);
    const promised = await Promise.all(Array.from({ length: 300 }, () => reserveTokens(publicContext(), 30)));
    const kept = promised.filter((reservation) => reservation !== undefined);
    expect(kept).toHaveLength(33);
    expect(await spentToday()).toBe(env().CHAT_DAILY_TOKENS - 10);
    for (const reservation of kept) await settleTokens(publicContext(), reservation, 0);
    expect(await spentToday()).toBe(env().CHAT_DAILY_TOKENS - 1000);
  });

  test("are never exceeded by 300 messages at once at their end", async () => {
    await leave(30_000);
    const answers = await Promise.all(Array.from({ length: 300 }, (_, at) => say(`mug ${at}`)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(await spentToday()).toBeLessThanOrEqual(env().CHAT_DAILY_TOKENS);
  });
});
