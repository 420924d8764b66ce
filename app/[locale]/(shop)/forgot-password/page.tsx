import type { Metadata } from "next";

import { ForgotPasswordForm } from "@/components/account/password-forms";
import { Link } from "@/components/ui/link";

import { requestPasswordReset } from "../account/actions";

export const generateStaticParams = () => [];
export const metadata: Metadata = { title: "Forgot your password?", robots: { index: false } };

export default function ForgotPasswordPage() {
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title">Forgot your password?</h1>
        <p className="text-soft mt-3 mb-8 text-lg">Tell us your e-mail and we send you a link to choose a new one.</p>
        <ForgotPasswordForm action={requestPasswordReset} />
        <p className="mt-8">
          <Link href="/sign-in" prefetch={false} className="underline underline-offset-4">
            Back to signing in
          </Link>
        </p>
      </div>
    </div>
  );
}
