import { signedIn } from "@/adapters/signed-in";
import { TokenForm, TokenList } from "@/components/account/tokens";
import { rich } from "@/components/language/rich";
import { getT } from "@/components/language/server";
import { listTokens } from "@/domain/users/tokens";

import { unlisted } from "../../../root";
import { createToken, revokeToken } from "./actions";

export const generateMetadata = unlisted("account.nav.tokens");

export default async function TokensPage() {
  const t = await getT();
  const context = await signedIn("/account/tokens");
  const { results } = await listTokens(context, { page_size: "100" });
  return (
    <>
      <h1 className="text-title">{t("account.nav.tokens")}</h1>
      <p className="text-soft mt-3 max-w-2xl text-lg">
        {rich(t, "account_page.tokens.text", {
          link: (text) => (
            <a href="/api/v1/" className="underline underline-offset-4">
              {text}
            </a>
          ),
        })}
      </p>
      <TokenForm action={createToken} />
      <h2 className="text-heading mt-12 mb-4">{t("account_page.tokens.in_use")}</h2>
      <TokenList tokens={results} action={revokeToken} />
    </>
  );
}
