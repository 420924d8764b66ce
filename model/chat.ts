import { z } from "zod";

import { Comparison, Product } from "./catalog";
import { Id, Text, Timestamp } from "./fields";
import { Order } from "./orders";
import { Page } from "./pages";
import { Proposal } from "./proposals";

export const MESSAGE_ROLES = ["user", "assistant"] as const;

export const ChatInput = z.object({
  message: Text(2000).meta({ example: "A green mug under 40 dollars?" }),
  conversation_id: z.uuid().nullish().meta({ description: "Goes on with a conversation; a new one when left out." }),
  product_id: Id.nullish().meta({ description: "The product whose page the shopper is looking at." }),
});

/** What stands beside a text of the assistant's: all of it read from the shop, none of it written by a model. */
const Beside = z.object({
  products: z.array(Product).meta({ description: "The products that the text names, in its order." }),
  comparison: Comparison.nullable(),
  orders: z.array(Order).meta({ description: "The caller's own orders that the text names." }),
  pages: z.array(Page.pick({ id: true, title: true, path: true })).meta({
    description: "The shop's pages that the text was taken from.",
  }),
  proposals: z.array(Proposal),
});
export type BesideSchema = typeof Beside;

export const ChatAnswer = z
  .object({
    reply: z.string().meta({ description: "Plain text: no markup, no links." }),
    conversation_id: z.uuid(),
    ...Beside.shape,
  })
  .meta({ id: "ChatAnswer" });
export type ChatAnswer = z.output<typeof ChatAnswer>;

const Message = z
  .object({
    role: z.enum(MESSAGE_ROLES),
    text: z.string(),
    ...Beside.partial().shape,
    created_at: Timestamp,
  })
  .meta({ id: "ChatMessage" });

export const Conversation = z
  .object({ id: z.uuid(), messages: z.array(Message), created_at: Timestamp })
  .meta({ id: "Conversation" });
export type Conversation = z.output<typeof Conversation>;

export const ConversationSummary = z
  .object({
    id: z.uuid(),
    title: z.string().meta({ description: "What was said first." }),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "ConversationSummary" });
export const ConversationKey = z.object({ id: z.uuid() });
