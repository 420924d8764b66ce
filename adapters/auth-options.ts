import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";

import { db } from "@/db";
import { DomainError } from "@/domain/errors";
import { createSession, endSession, userOfSession } from "@/domain/users/credentials";
import { checkCredentials } from "@/domain/users/sign-in";
import { env } from "@/env";

import { publicContext } from "./context";
import { SESSION_MAX_AGE_S, sessionCookie, sessionCookieOptions } from "./session";

/** next-auth's own endpoints under /api/auth, on the same cookie and the same rows. */
export const authOptions = (): NextAuthOptions => ({
  secret: env().AUTH_SECRET,
  session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_S },
  pages: { signIn: "/sign-in" },
  cookies: { sessionToken: { name: sessionCookie(), options: sessionCookieOptions() } },
  providers: [
    CredentialsProvider({
      credentials: { username: {}, password: {} },
      async authorize(credentials, request) {
        try {
          const address = String(request.headers?.["x-forwarded-for"] ?? "");
          const { id, username } = await checkCredentials(
            { ...publicContext(), address },
            {
              username: credentials?.username ?? "",
              password: credentials?.password ?? "",
            },
          );
          const agent: unknown = request.headers?.["user-agent"];
          const sid = await createSession(db(), id, typeof agent === "string" ? agent : "");
          return { id: sid, name: username };
        } catch (error) {
          if (error instanceof DomainError) return null;
          throw error;
        }
      },
    }),
  ],
  events: {
    async signOut({ token }) {
      if (typeof token["sid"] === "string") await endSession(db(), token["sid"]);
    },
  },
  callbacks: {
    jwt: ({ token, user }) => (user ? { ...token, sid: user.id } : token),
    async session({ session, token }) {
      const sid = token["sid"];
      const proof = typeof sid === "string" ? await userOfSession(db(), sid) : null;
      if (!proof) return { expires: session.expires };
      return { ...session, user: { name: proof.user.username, email: proof.user.email } };
    },
  },
});
