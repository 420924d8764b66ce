import { ChatAnswer, ChatInput } from "@/model/chat";

import { DomainError } from "../errors";
import { principalOf } from "../limits";
import { type Context, operation } from "../operation";
import { answer, chatUnavailable } from "./answer";
import { keepAnswer, keepQuestion, readHistory } from "./conversations";
import { mentionedIn, readByIds } from "./mentions";
import { enter } from "./running";

export const chat = operation({
  name: "chat",
  summary: "Ask the shop's assistant: it searches the catalog, and reads the caller's own cart and orders.",
  access: "public",
  isOutward: true,
  limit: ["chat", "chat_of_guest", "chat_of_user"],
  input: ChatInput,
  output: ChatAnswer,
  refusals: {
    404: "Not found: no such conversation, or another's.",
    503: "chat_unavailable: the assistant does not answer, or has answered enough for today.",
  },
  events: ({ products, proposals, conversation_id }) => [
    ["products", products],
    ...proposals.map((proposal): [string, unknown] => ["proposal", proposal]),
    ["done", { conversation_id }],
  ],
  async run(context, { message, conversation_id }) {
    const leave = enter(principalOf(context));
    if (!leave) throw chatUnavailable("too many answers at once");
    try {
      const id = await keepQuestion(context, conversation_id ?? undefined, message);
      return await answerIn(context, id).catch((error: unknown) => {
        if (error instanceof DomainError && error.status === 503) error.details = { conversation_id: id };
        throw error;
      });
    } finally {
      leave();
    }
  },
});

/** What was said is kept also where no answer comes of it. */
async function answerIn(context: Context, id: string) {
  const history = await readHistory(context, id);
  const { reply, tokens, seen } = await answer(context, history);
  const candidates = [...new Set([...seen, ...history.flatMap(({ product_ids }) => product_ids)])];
  const products = mentionedIn(reply, await readByIds(context, candidates));
  const product_ids = products.map((product) => product.id);
  await keepAnswer(context, id, { text: reply, product_ids, tokens });
  return { reply, conversation_id: id, products, proposals: [] };
}
