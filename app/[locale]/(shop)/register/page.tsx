import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { RegisterForm } from "@/components/account/credentials-form";

import { register } from "../account/actions";

export const metadata: Metadata = { title: "Make an account", robots: { index: false } };
type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function RegisterPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const { user } = await storefrontContext();
  if (user) redirect(await inLanguage("/account"));
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title mb-8">Make an account</h1>
        <RegisterForm action={register} next={typeof next === "string" ? next : "/account"} />
      </div>
    </div>
  );
}
