import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { SignInForm } from "@/components/account/credentials-form";
import { getT } from "@/components/language/server";
import { Alert } from "@/components/ui/alert";
import { safePath } from "@/model/safe-path";

import { unlisted } from "../../root";
import { signIn } from "../account/actions";

export const generateMetadata = unlisted("account.sign_in");
type Props = { searchParams: Promise<Partial<Record<"next" | "reset" | "closed" | "entered", string | string[]>>> };

export default async function SignInPage({ searchParams }: Props) {
  const t = await getT();
  const { next, reset, closed, entered } = await searchParams;
  const { user } = await storefrontContext();
  if (user) redirect(await inLanguage(safePath(next)));
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title mb-8">{t("account.sign_in")}</h1>
        {entered && (
          <div className="mb-6">
            <Alert tone="error">{t("account.no_cookies")}</Alert>
          </div>
        )}
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
        <SignInForm action={signIn} next={safePath(next)} />
      </div>
    </div>
  );
}
