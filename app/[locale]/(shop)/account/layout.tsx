import type { ReactNode } from "react";

import { useT } from "#language";
import { AccountNav } from "@/components/account/account-nav";
import { SignOut } from "@/components/account/sign-out";

import { signOut } from "./actions";

/** The pages of an account; each of them asks itself who reads it. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  const t = useT();
  return (
    <div className="column pt-6 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-x-16 lg:pt-14">
      <nav aria-label={t("account_page.title")} className="max-lg:border-line max-lg:border-b lg:pt-2">
        <AccountNav />
        <SignOut action={signOut} variant="quiet" className="max-lg:hidden lg:mt-4 lg:ps-4">
          {t("account_page.sign_out")}
        </SignOut>
      </nav>
      <div className="min-w-0 max-lg:pt-8">{children}</div>
    </div>
  );
}
