import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { SignInForm } from "@/components/account/credentials-form";
import { Alert } from "@/components/ui/alert";

import { signIn } from "../account/actions";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };
type Props = {
  searchParams: Promise<{ next?: string | string[]; reset?: string | string[]; closed?: string | string[] }>;
};

export default async function SignInPage({ searchParams }: Props) {
  const { next, reset, closed } = await searchParams;
  const { user } = await storefrontContext();
  if (user) redirect(await inLanguage("/account"));
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title mb-8">Sign in</h1>
        {reset && (
          <div className="mb-6">
            <Alert tone="success">Your password is changed. Sign in with it.</Alert>
          </div>
        )}
        {closed && (
          <div className="mb-6">
            <Alert tone="success">Your account is deleted. Thank you for having been here.</Alert>
          </div>
        )}
        <SignInForm action={signIn} next={typeof next === "string" ? next : "/account"} />
      </div>
    </div>
  );
}
