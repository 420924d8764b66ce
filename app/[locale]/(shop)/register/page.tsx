import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { RegisterForm } from "@/components/account/credentials-form";
import { getT } from "@/components/language/server";
import { safePath } from "@/model/safe-path";

import { unlisted } from "../../root";
import { register } from "../account/actions";

export const generateMetadata = unlisted("account.make");
type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function RegisterPage({ searchParams }: Props) {
  const t = await getT();
  const { next } = await searchParams;
  const { user } = await storefrontContext();
  if (user) redirect(await inLanguage(safePath(next)));
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title mb-8">{t("account.make")}</h1>
        <RegisterForm action={register} next={safePath(next)} />
      </div>
    </div>
  );
}
