import { ChatAnswer, ChatInput } from "@/model/chat";

import { DomainError } from "../errors";
import { type Context, type Told, operation } from "../operation";
import { answer, chatUnavailable } from "./answer";
import { readBeside } from "./beside";
import { costOf } from "./budget";
import { keepAnswer, keepQuestion, namesIn, readHistory } from "./conversations";
import { mentionedIn } from "./mentions";
import { enter } from "./running";

export const chat = operation({
  name: "chat",
  summary:
    "Ask the shop's assistant: it searches the catalog, reads the caller's own cart and orders, and offers to change the cart.",
  access: "public",
  isOutward: true,
  limit: ["chat", "chat_of_guest", "chat_of_user"],
  input: ChatInput,
  output: ChatAnswer,
  refusals: {
    404: "Not found: no such conversation, or another's.",
    503: "chat_unavailable: the assistant does not answer, or has answered enough for today.",
  },
  events: ({ products, comparison, orders, pages, proposals, conversation_id }) => [
    ["products", products],
    ...(comparison ? [["comparison", comparison] as Told] : []),
    ...(orders.length > 0 ? [["orders", orders] as Told] : []),
    ...(pages.length > 0 ? [["pages", pages] as Told] : []),
    ...proposals.map((proposal): Told => ["proposal", proposal]),
    ["done", { conversation_id }],
  ],
  async run(context, { message, conversation_id, product_id }) {
    const leave = await enter(context);
    if (!leave) throw chatUnavailable("too many answers at once");
    try {
      const id = await keepQuestion(context, conversation_id ?? undefined, message);
      return await answerIn(context, id, product_id ?? undefined).catch((error: unknown) => {
        if (error instanceof DomainError && error.status === 503) error.details = { conversation_id: id };
        throw error;
      });
    } finally {
      await leave();
    }
  },
});

/** What was said is kept also where no answer comes of it. */
async function answerIn(context: Context, id: string, product_id: number | undefined) {
  const history = await readHistory(context, id);
  const { reply, usage, seen } = await answer(context, { conversation_id: id, history, product_id });
  const known = new Map([...(await namesIn(context, history)), ...seen.products]);
  const message = await keepAnswer(
    context,
    id,
    {
      text: reply,
      product_ids: mentionedIn(reply, known),
      compared_ids: seen.compared,
      order_ids: mentionedIn(reply, seen.orders),
      page_slugs: [...seen.pages],
      tokens: usage.input_tokens + usage.output_tokens,
      cost: costOf(usage),
    },
    seen.proposals,
  );
  const beside = (await readBeside(context, [message])).get(message.id);
  if (!beside) throw new Error(`nothing was read beside message ${message.id}`);
  return { reply, conversation_id: id, ...beside };
}
