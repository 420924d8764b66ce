import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { SignInForm } from "@/components/account/credentials-form";
import { getT } from "@/components/language/server";
import { Alert } from "@/components/ui/alert";

import { unlisted } from "../../root";
import { signIn } from "../account/actions";

export const generateMetadata = unlisted("account.sign_in");
type Props = {
  searchParams: Promise<{ next?: string | string[]; reset?: string | string[]; closed?: string | string[] }>;
};

export default async function SignInPage({ searchParams }: Props) {
  const t = await getT();
  const { next, reset, closed } = await searchParams;
  const { user } = await storefrontContext();
  if (user) redirect(await inLanguage("/account"));
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title mb-8">{t("account.sign_in")}</h1>
        {reset && (
          <div className="mb-6">
            <Alert tone="success">{t("sign_in_page.reset")}</Alert>
          </div>
        )}
        {closed && (
          <div className="mb-6">
            <Alert tone="success">{t("sign_in_page.closed")}</Alert>
          </div>
        )}
        <SignInForm action={signIn} next={typeof next === "string" ? next : "/account"} />
      </div>
    </div>
  );
}
