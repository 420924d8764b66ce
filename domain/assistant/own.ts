import { and, eq, isNull } from "drizzle-orm";

import { conversations } from "@/db/schema";

import type { Context } from "../operation";

/** A user's by the user. A guest's by its id, which nobody can guess, and by the same cookie where there is one. */
export const own = ({ user, guest }: Context) =>
  user
    ? eq(conversations.user_id, user.id)
    : and(
        isNull(conversations.user_id),
        guest === null ? isNull(conversations.guest_hash) : eq(conversations.guest_hash, guest),
      );
