import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";

import { conversations, messages } from "@/db/schema";
import { Conversation, ConversationKey } from "@/model/chat";

import { notFound } from "../errors";
import { type Context, operation, transaction } from "../operation";
import { readByIds } from "./mentions";

const KEPT_FOR = sql`interval '30 days'`;
const MAX_SHOWN = 200;
const MAX_MESSAGES = 20;
const MAX_CHARACTERS = 16_000;

/** A user's by the user. A guest's by its id, which nobody can guess, and by the same cookie where there is one. */
const own = ({ user, guest }: Context) =>
  user
    ? eq(conversations.user_id, user.id)
    : and(
        isNull(conversations.user_id),
        guest === null ? isNull(conversations.guest_hash) : eq(conversations.guest_hash, guest),
      );

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

type Answer = { text: string; product_ids: number[]; tokens: number };

/** Writes down what the assistant answered; throws 404 when the conversation was erased meanwhile. */
export function keepAnswer(context: Context, id: string, answer: Answer): Promise<void> {
  return transaction(context, async (tx) => {
    const touched = await tx.db
      .update(conversations)
      .set({ updated_at: new Date() })
      .where(eq(conversations.id, id))
      .returning({ id: conversations.id });
    if (touched.length === 0) throw notFound();
    await tx.db.insert(messages).values({ conversation_id: id, role: "assistant", ...answer });
  });
}

const readMessages = ({ db }: Context, id: string, limit: number) =>
  db.select().from(messages).where(eq(messages.conversation_id, id)).orderBy(desc(messages.id)).limit(limit);

/** As much of a conversation's end as a model is told, oldest first. */
export async function readHistory(context: Context, id: string) {
  let characters = 0;
  const told = await readMessages(context, id, MAX_MESSAGES);
  return told.filter(({ text }) => (characters += text.length) <= MAX_CHARACTERS).toReversed();
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
    const named = await readByIds(context, [...new Set(said.flatMap(({ product_ids }) => product_ids))]);
    const products = new Map(named.map((product) => [product.id, product]));
    const shown = said.map(({ role, text, product_ids, created_at: at }) => ({
      role,
      text,
      ...(product_ids.length > 0 && { products: product_ids.flatMap((one) => products.get(one) ?? []) }),
      created_at: at,
    }));
    return { id, created_at, messages: shown };
  },
});

/** Forgets what was said 30 days ago. */
export async function purgeConversations({ db }: Context): Promise<number> {
  const old = sql`now() - ${KEPT_FOR}`;
  const gone = await db.delete(messages).where(lt(messages.created_at, old)).returning({ id: messages.id });
  await db.delete(conversations).where(lt(conversations.updated_at, old));
  return gone.length;
}
