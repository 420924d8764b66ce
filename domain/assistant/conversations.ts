import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { z } from "zod";

import { conversations, messages, products } from "@/db/schema";
import { Conversation, ConversationKey, ConversationSummary } from "@/model/chat";
import { PageQuery, pageOf } from "@/model/fields";
import type { PageSlug } from "@/model/pages";

import { notFound } from "../errors";
import { type Context, operation, transaction } from "../operation";
import { readPage } from "../paging";
import { type Message, readBeside } from "./beside";
import { own } from "./own";
import { attachProposals } from "./proposals";
import { purgeAnswers } from "./running";

const KEPT_FOR = sql`interval '30 days'`;
const MAX_SHOWN = 200;
const MAX_MESSAGES = 20;
const MAX_CHARACTERS = 16_000;
const MAX_TITLE = 80;

async function getOwnConversation(context: Context, id: string) {
  const [row] = await context.db
    .select()
    .from(conversations)
    .where(and(eq(conversations.id, id), own(context)));
  if (!row) throw notFound();
  return row;
}

/** Writes down what a shopper says, in a conversation of theirs or a new one; answers its id. */
export function keepQuestion(context: Context, id: string | undefined, text: string): Promise<string> {
  return transaction(context, async (tx) => {
    const conversation = id === undefined ? await newConversation(tx) : await getOwnConversation(tx, id);
    await tx.db.insert(messages).values({ conversation_id: conversation.id, role: "user", text });
    return conversation.id;
  });
}

async function newConversation({ db, user, guest }: Context) {
  const owner = user ? { user_id: user.id } : { guest_hash: guest };
  const [row] = await db.insert(conversations).values(owner).returning();
  if (!row) throw new Error("insert into conversations returned no row");
  return row;
}

type Answer = {
  text: string;
  product_ids: number[];
  compared_ids: number[];
  order_ids: number[];
  page_slugs: PageSlug[];
  tokens: number;
  cost: string | null;
};

/** Writes down what the assistant answered; throws 404 when the conversation was erased meanwhile. */
export function keepAnswer(context: Context, id: string, answer: Answer, proposals: string[]): Promise<Message> {
  return transaction(context, async (tx) => {
    const touched = await tx.db
      .update(conversations)
      .set({ updated_at: new Date() })
      .where(eq(conversations.id, id))
      .returning({ id: conversations.id });
    if (touched.length === 0) throw notFound();
    const [message] = await tx.db
      .insert(messages)
      .values({ conversation_id: id, role: "assistant", ...answer })
      .returning();
    if (!message) throw new Error("insert into messages returned no row");
    await attachProposals(tx, proposals, message.id);
    return message;
  });
}

const readMessages = ({ db }: Context, id: string, limit: number) =>
  db.select().from(messages).where(eq(messages.conversation_id, id)).orderBy(desc(messages.id)).limit(limit);

/** As much of a conversation's end as a model is told, oldest first. */
export async function readHistory(context: Context, id: string): Promise<Message[]> {
  let characters = 0;
  const told = await readMessages(context, id, MAX_MESSAGES);
  return told.filter(({ text }) => (characters += text.length) <= MAX_CHARACTERS).toReversed();
}

/** What the products are called that were named before. */
export async function namesIn({ db }: Context, history: readonly Message[]): Promise<[number, string][]> {
  const ids = [...new Set(history.flatMap(({ product_ids }) => product_ids))];
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: products.id, name: products.name })
    .from(products)
    .where(inArray(products.id, ids));
  return rows.map(({ id, name }) => [id, name]);
}

export const getConversation = operation({
  name: "get_conversation",
  summary: "What was said in a conversation with the assistant, oldest first.",
  access: "public",
  isPersonal: true,
  input: ConversationKey,
  output: Conversation,
  find: getOwnConversation,
  async run(context, _input, { id, created_at }) {
    const said = (await readMessages(context, id, MAX_SHOWN)).toReversed();
    const beside = await readBeside(
      context,
      said.filter(({ role }) => role === "assistant"),
    );
    const shown = said.map(({ id: message, role, text, created_at: at }) => ({
      role,
      text,
      ...beside.get(message),
      created_at: at,
    }));
    return { id, created_at, messages: shown };
  },
});

export const listConversations = operation({
  name: "list_conversations",
  summary: "The caller's conversations with the assistant, the latest first.",
  access: "shopper",
  paginated: true,
  input: PageQuery,
  output: pageOf(ConversationSummary),
  run: (context, query) =>
    readPage(context.db, { from: conversations, where: own(context), query }, (limit, offset) =>
      context.db
        .select({
          id: conversations.id,
          title: sql<string>`coalesce((${context.db
            .select({ text: sql`left(${messages.text}, ${MAX_TITLE})` })
            .from(messages)
            .where(eq(messages.conversation_id, conversations.id))
            .orderBy(messages.id)
            .limit(1)}), '')`,
          created_at: conversations.created_at,
          updated_at: conversations.updated_at,
        })
        .from(conversations)
        .where(own(context))
        .orderBy(desc(conversations.updated_at), desc(conversations.id))
        .limit(limit)
        .offset(offset),
    ),
});

export const deleteConversation = operation({
  name: "delete_conversation",
  summary: "Forget a conversation with the assistant, and all that was said in it.",
  access: "public",
  input: ConversationKey,
  output: z.null(),
  find: getOwnConversation,
  async run({ db }, _input, { id }) {
    await db.delete(conversations).where(eq(conversations.id, id));
    return null;
  },
});

/** Forgets what was said 30 days ago. */
export async function purgeConversations(context: Context): Promise<number> {
  const { db } = context;
  const old = sql`now() - ${KEPT_FOR}`;
  await purgeAnswers(context);
  const gone = await db.delete(messages).where(lt(messages.created_at, old)).returning({ id: messages.id });
  await db.delete(conversations).where(lt(conversations.updated_at, old));
  return gone.length;
}
