import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { CloseAccountForm } from "@/components/account/profile-forms";
import { buttonClass } from "@/components/ui/button";

import { closeAccount } from "../profile/actions";

export const metadata: Metadata = { title: "Your data", robots: { index: false } };

export default async function DataPage() {
  const { user } = await storefrontContext();
  if (!user) redirect(await inLanguage("/sign-in?next=/account/data"));
  return (
    <>
      <h1 className="text-title">Your data</h1>
      <section aria-labelledby="export" className="mt-10 max-w-2xl">
        <h2 id="export" className="text-heading mb-3">
          Take it with you
        </h2>
        <p className="mb-5">
          A file in JSON with all that we keep about you: your profile, addresses, orders, returns, reviews, wish list,
          what you said to the assistant, and where you are signed in.
        </p>
        <a href="/account/data/export" download="my-data.json" className={buttonClass({ variant: "secondary" })}>
          Download your data
        </a>
      </section>
      <section aria-labelledby="close" className="border-line mt-14 max-w-2xl border-t pt-10">
        <h2 id="close" className="text-heading mb-3">
          Delete your account
        </h2>
        <p className="mb-3">
          Your name, addresses, cart, wish list and conversations are gone at once, and you are signed out everywhere.
          Your reviews stay without your name. This cannot be undone.
        </p>
        <p className="mb-6">
          Orders stay in our books, as the law has it, without who they were for; those under way are sent first.
        </p>
        <CloseAccountForm action={closeAccount} />
      </section>
    </>
  );
}
