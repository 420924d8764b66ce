import { z } from "zod";

/** What is said: a text, or the texts that it was sent in. */
export const Content = z.union([z.string(), z.array(z.object({ text: z.string() }))]);
export const plain = (content: z.output<typeof Content>) =>
  typeof content === "string" ? content : content.map(({ text }) => text).join("");

/** Instructions come as a field of their own, or as messages of those who may give them. */
export const isInstruction = (role: string) => role === "system" || role === "developer";
