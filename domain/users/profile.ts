import { eq } from "drizzle-orm";
import { z } from "zod";

import { users } from "@/db/schema";
import { Profile } from "@/model/users";

import { notFound } from "../errors";
import { operation } from "../operation";

export const getMe = operation({
  name: "get_me",
  summary: "The account of the token.",
  access: "user",
  input: z.object({}),
  output: Profile,
  async run({ db, user }) {
    const [row] = await db.select().from(users).where(eq(users.id, user.id));
    if (!row) throw notFound();
    return row;
  },
});
