import { useT } from "#language";
import { ForgotPasswordForm } from "@/components/account/password-forms";
import { Link } from "@/components/ui/link";

import { unlisted } from "../../root";
import { requestPasswordReset } from "../account/actions";

export const generateStaticParams = () => [];
export const generateMetadata = unlisted("account.forgot");

export default function ForgotPasswordPage() {
  const t = useT();
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title">{t("account.forgot")}</h1>
        <p className="text-soft mt-3 mb-8 text-lg">{t("forgot_password_page.text")}</p>
        <ForgotPasswordForm action={requestPasswordReset} />
        <p className="mt-8">
          <Link href="/sign-in" prefetch={false} className="underline underline-offset-4">
            {t("forgot_password_page.back")}
          </Link>
        </p>
      </div>
    </div>
  );
}
