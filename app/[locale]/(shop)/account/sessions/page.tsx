import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { SessionList } from "@/components/account/session-list";
import { listSessions } from "@/domain/users/sessions";

import { revokeSession } from "./actions";

export const metadata: Metadata = { title: "Where you are signed in", robots: { index: false } };

export default async function SessionsPage() {
  const context = await storefrontContext();
  if (!context.user) redirect(await inLanguage("/sign-in?next=/account/sessions"));
  const { results } = await listSessions(context, { page_size: "100" });
  return (
    <>
      <h1 className="text-title">Where you are signed in</h1>
      <p className="text-soft mt-3 mb-8 max-w-2xl text-lg">
        Is there a browser that you do not know? Sign it out, then choose a new password.
      </p>
      <SessionList sessions={results} action={revokeSession} />
    </>
  );
}
