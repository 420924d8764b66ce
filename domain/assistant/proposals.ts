import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";

import { conversations, proposals } from "@/db/schema";
import {
  ConfirmProposal,
  PROPOSAL_LIFETIME_HOURS,
  Proposal,
  ProposalKey,
  type ProposalStatus,
  type ProposalType,
} from "@/model/proposals";

import { findCart, readLines } from "../cart/read-cart";
import { readByIds } from "../catalog/compare-products";
import { badRequest, conflict, notFound } from "../errors";
import { type AnyOperation, type Context, operation, transaction } from "../operation";
import {
  CartTerms,
  changeOfCart,
  proposeAddToCart,
  proposeQuantity,
  proposeRemoval,
  refuseOtherPrice,
} from "./cart-proposals";
import {
  ReorderTerms,
  ReturnTerms,
  carryOutReorder,
  carryOutReturn,
  proposeReorder,
  proposeReturn,
  takeBackReorder,
} from "./order-proposals";
import { own } from "./own";
import type { Tool } from "./tools";

type Terms = Record<string, unknown>;
type Row = typeof proposals.$inferSelect;

/** How one kind of proposal is judged, carried out, and taken back. */
type Kind = {
  /** What the model calls: it judges as the shopper, so that only what can be done is offered, and answers its terms. */
  propose: AnyOperation;
  /** The page on which it goes on. */
  path: (terms: Terms) => string;
  /** Runs in the transaction that closes the proposal; answers the terms as they turned out. */
  carryOut(tx: Context, terms: Terms, agreed: string | undefined): Promise<Terms>;
  takeBack?: (tx: Context, terms: Terms) => Promise<void>;
};

function cartKind(propose: AnyOperation, target: (terms: CartTerms, now: number) => number): Kind {
  const change = changeOfCart(target);
  return {
    propose,
    path: () => "/cart",
    async carryOut(tx, given, agreed) {
      const terms = CartTerms.parse(given);
      if (target(terms, terms.was) > terms.was) await refuseOtherPrice(tx, terms, agreed ?? terms.price);
      return change.carryOut(tx, terms);
    },
    takeBack: (tx, given) => change.takeBack(tx, CartTerms.parse(given)),
  };
}

const proposeCheckout = operation({
  name: "propose_checkout",
  summary: "Show the shopper the way to the checkout of their cart. Nothing is ordered before they do it there.",
  access: "shopper",
  input: z.object({}),
  output: z.object({}),
  async run(context) {
    const cart = await findCart(context);
    if (!cart || (await readLines(context, cart.id)).length === 0)
      throw badRequest("empty_cart", "Your cart is empty.");
    return {};
  },
});

const KINDS: Record<ProposalType, Kind> = {
  add_to_cart: cartKind(proposeAddToCart, ({ quantity }, now) => now + quantity),
  change_quantity: cartKind(proposeQuantity, ({ quantity }) => quantity),
  remove_from_cart: cartKind(proposeRemoval, () => 0),
  start_checkout: { propose: proposeCheckout, path: () => "/checkout", carryOut: async (_tx, terms) => terms },
  request_return: {
    propose: proposeReturn,
    path: (terms) => `/orders/${String(terms["order_number"])}`,
    carryOut: carryOutReturn,
  },
  reorder: { propose: proposeReorder, path: () => "/cart", carryOut: carryOutReorder, takeBack: takeBackReorder },
};

const OFFERED = "The shopper sees it as a card to confirm. It is not done yet: ask them to confirm it.";

/** What a model may offer in a conversation. Each offer is kept, and told to take. */
export const proposalTools = (conversation_id: string, take: (id: string) => void): Tool[] =>
  Object.entries(KINDS).map(([type, { propose }]) => ({
    name: propose.spec.name,
    description: propose.spec.summary,
    input: propose.spec.input,
    async run(context, given) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the operation's output schema is an object
      const terms = (await propose(context, given)) as Terms;
      const offer = { conversation_id, type: type as ProposalType, terms };
      const [row] = await context.db.insert(proposals).values(offer).returning({ id: proposals.id });
      if (row) take(row.id);
      return { offered: OFFERED };
    },
  }));

const deadline = ({ created_at }: Row) => new Date(created_at.getTime() + PROPOSAL_LIFETIME_HOURS * 3_600_000);

function statusOf(row: Row): ProposalStatus {
  if (row.undone_at) return "undone";
  if (row.done_at) return "done";
  return deadline(row) < new Date() ? "expired" : "open";
}

function orderOf({ terms }: Row): z.input<typeof Proposal>["order"] {
  const back = ReturnTerms.safeParse(terms).data;
  if (back) return { ...back, total: null };
  const again = ReorderTerms.safeParse(terms).data;
  return again ? { ...again, reason: null, label_price: null } : null;
}

/** Proposals with their products as they are now; one whose product is no longer to be seen is left out. */
async function show(context: Context, rows: readonly Row[]): Promise<Map<string, z.input<typeof Proposal>>> {
  const changes = new Map(rows.map((row) => [row.id, CartTerms.safeParse(row.terms).data]));
  const ids = [...changes.values()].flatMap((terms) => terms?.product_id ?? []);
  const products = new Map((await readByIds(context, [...new Set(ids)])).map((product) => [product.id, product]));
  return new Map(
    rows.flatMap((row) => {
      const terms = changes.get(row.id);
      const product = terms && products.get(terms.product_id);
      if (terms && !product) return [];
      const { id, type } = row;
      const change = terms && product ? { ...terms, product } : null;
      const order = orderOf(row);
      return [
        [
          id,
          {
            id,
            type,
            status: statusOf(row),
            change,
            order,
            path: KINDS[type].path(row.terms),
            expires_at: deadline(row),
          },
        ],
      ];
    }),
  );
}

/** The proposals that are meant, in the order in which they were made. */
export async function readProposals(context: Context, where: ReturnType<typeof eq>) {
  const rows = await context.db
    .select()
    .from(proposals)
    .where(where)
    .orderBy(asc(proposals.created_at), asc(proposals.id));
  const shown = await show(context, rows);
  return rows.flatMap(({ id, message_id }) => {
    const proposal = shown.get(id);
    return proposal ? [{ message_id, proposal }] : [];
  });
}

async function getOwnProposal(context: Context, id: string): Promise<Row> {
  const [row] = await context.db
    .select({ proposal: proposals })
    .from(proposals)
    .innerJoin(conversations, eq(conversations.id, proposals.conversation_id))
    .where(and(eq(proposals.id, id), own(context)));
  if (!row) throw notFound();
  return row.proposal;
}

async function shown(context: Context, row: Row) {
  const proposal = (await show(context, [row])).get(row.id);
  if (!proposal) throw notFound();
  return proposal;
}

const closed = (message: string) => conflict("proposal_closed", message);

export const confirmProposal = operation({
  name: "confirm_proposal",
  summary: "Have something done that the assistant offered: once, and within a day.",
  access: "shopper",
  input: ConfirmProposal,
  output: Proposal,
  refusals: { 409: "proposal_closed, price_changed" },
  find: getOwnProposal,
  run: (context, { expected_price }, { id, type }) =>
    transaction(context, async (tx) => {
      const isOpen = and(
        eq(proposals.id, id),
        isNull(proposals.done_at),
        gt(proposals.created_at, sql`now() - make_interval(hours => ${PROPOSAL_LIFETIME_HOURS})`),
      );
      const [row] = await tx.db.update(proposals).set({ done_at: new Date() }).where(isOpen).returning();
      if (!row) throw closed("This offer was taken already, or is too old. Ask the assistant for another.");
      const terms = await KINDS[type].carryOut(tx, row.terms, expected_price);
      await tx.db.update(proposals).set({ terms }).where(eq(proposals.id, id));
      return shown(tx, { ...row, terms });
    }),
});

export const undoProposal = operation({
  name: "undo_proposal",
  summary: "Take back what was done of an offer; what else has changed since is left as it is.",
  access: "shopper",
  input: ProposalKey,
  output: Proposal,
  refusals: { 409: "proposal_closed" },
  find: getOwnProposal,
  run: (context, { id }, { type }) =>
    transaction(context, async (tx) => {
      const { takeBack } = KINDS[type];
      const isDone = and(eq(proposals.id, id), isNotNull(proposals.done_at), isNull(proposals.undone_at));
      const [row] = takeBack
        ? await tx.db.update(proposals).set({ undone_at: new Date() }).where(isDone).returning()
        : [];
      if (!row) throw closed("There is nothing to take back.");
      await takeBack?.(tx, row.terms);
      return shown(tx, row);
    }),
});

/** Puts offers beside the answer in which they were made. */
export async function attachProposals({ db }: Context, ids: string[], messageId: number): Promise<void> {
  if (ids.length > 0) await db.update(proposals).set({ message_id: messageId }).where(inArray(proposals.id, ids));
}
