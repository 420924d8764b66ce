import type { Metadata } from "next";

import { ResetPasswordForm } from "@/components/account/password-forms";

import { resetPassword } from "../account/actions";

export const metadata: Metadata = {
  title: "Choose a new password",
  robots: { index: false },
  referrer: "no-referrer",
};
type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** The link is only used up when the form is sent: programs that look at mails open links, too. */
export default async function ResetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title mb-8">Choose a new password</h1>
        <ResetPasswordForm action={resetPassword} token={typeof token === "string" ? token : ""} />
      </div>
    </div>
  );
}
