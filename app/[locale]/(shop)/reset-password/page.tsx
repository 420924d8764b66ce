import type { Metadata } from "next";

import { ResetPasswordForm } from "@/components/account/password-forms";
import { getT } from "@/components/language/server";

import { unlisted } from "../../root";
import { resetPassword } from "../account/actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  ...(await unlisted("reset_password_page.title")()),
  referrer: "no-referrer",
});
type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** The link is only used up when the form is sent: programs that look at mails open links, too. */
export default async function ResetPasswordPage({ searchParams }: Props) {
  const t = await getT();
  const { token } = await searchParams;
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title mb-8">{t("reset_password_page.title")}</h1>
        <ResetPasswordForm action={resetPassword} token={typeof token === "string" ? token : ""} />
      </div>
    </div>
  );
}
