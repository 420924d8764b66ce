import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { TokenForm, TokenList } from "@/components/account/tokens";
import { listTokens } from "@/domain/users/tokens";

import { createToken, revokeToken } from "./actions";

export const metadata: Metadata = { title: "API tokens", robots: { index: false } };

export default async function TokensPage() {
  const context = await storefrontContext();
  if (!context.user) redirect(await inLanguage("/sign-in?next=/account/tokens"));
  const { results } = await listTokens(context, { page_size: "100" });
  return (
    <>
      <h1 className="text-title">API tokens</h1>
      <p className="text-soft mt-3 max-w-2xl text-lg">
        A token lets a program act as you over the{" "}
        <a href="/api/v1/" className="underline underline-offset-4">
          REST API
        </a>
        . Give each program its own, and end it when the program no longer needs it.
      </p>
      <TokenForm action={createToken} />
      <h2 className="text-heading mt-12 mb-4">Tokens in use</h2>
      <TokenList tokens={results} action={revokeToken} />
    </>
  );
}
