import { z } from "zod";

import { Product } from "./catalog";
import { Text, Timestamp } from "./fields";

export const MESSAGE_ROLES = ["user", "assistant"] as const;

export const ChatInput = z.object({
  message: Text(2000).meta({ example: "A green mug under 40 dollars?" }),
  conversation_id: z.uuid().nullish().meta({ description: "Goes on with a conversation; a new one when left out." }),
});

/** What the assistant offers to do; nothing happens until the shopper confirms it. */
const Proposal = z.looseObject({ type: z.string() }).meta({ id: "Proposal" });

export const ChatAnswer = z
  .object({
    reply: z.string().meta({ description: "Plain text: no markup, no links." }),
    conversation_id: z.uuid(),
    products: z.array(Product).meta({ description: "The products that the reply names, in its order." }),
    proposals: z.array(Proposal),
  })
  .meta({ id: "ChatAnswer" });
export type ChatAnswer = z.output<typeof ChatAnswer>;

const Message = z
  .object({
    role: z.enum(MESSAGE_ROLES),
    text: z.string(),
    products: z.array(Product).optional(),
    created_at: Timestamp,
  })
  .meta({ id: "ChatMessage" });

export const Conversation = z
  .object({ id: z.uuid(), messages: z.array(Message), created_at: Timestamp })
  .meta({ id: "Conversation" });
export const ConversationKey = z.object({ id: z.uuid() });
