import { eq } from "drizzle-orm";
import { z } from "zod";

import { tokens } from "@/db/schema";

import { audit } from "../audit";
import { operation } from "../operation";
import { endSession } from "./credentials";

/** Ends what the caller came with: this token or this session, no other. */
export const logOut = operation({
  name: "log_out",
  summary: "End the token or session that this request used.",
  access: "user",
  input: z.object({}),
  output: z.null(),
  async run(context) {
    const { credential } = context;
    if (credential?.kind === "token")
      await context.db.update(tokens).set({ revoked_at: new Date() }).where(eq(tokens.id, credential.id));
    if (credential?.kind === "session") await endSession(context.db, credential.id);
    await audit(context, { action: "sign_out", object_type: "user", object_id: context.user.id });
    return null;
  },
});
