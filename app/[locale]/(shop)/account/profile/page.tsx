import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { EmailForm, NameForm, PasswordForm } from "@/components/account/profile-forms";
import { getUser } from "@/domain/users/accounts";

import { changeEmail, changeName, changePassword } from "./actions";

export const metadata: Metadata = { title: "Name and password", robots: { index: false } };

export default async function ProfilePage() {
  const context = await storefrontContext();
  if (!context.user) redirect(await inLanguage("/sign-in?next=/account/profile"));
  const { first_name, last_name, phone, email, username } = await getUser(context, { id: context.user.id });
  return (
    <>
      <h1 className="text-title">Name and password</h1>
      <p className="text-soft mt-3 mb-10 text-lg">You sign in as {username}, or with your e-mail.</p>
      <div className="grid gap-14">
        <section aria-labelledby="name">
          <h2 id="name" className="text-heading mb-5">
            Your name
          </h2>
          <NameForm action={changeName} known={{ first_name, last_name, phone }} />
        </section>
        <section aria-labelledby="email">
          <h2 id="email" className="text-heading mb-5">
            Your e-mail
          </h2>
          <EmailForm action={changeEmail} email={email} />
        </section>
        <section aria-labelledby="password">
          <h2 id="password" className="text-heading mb-5">
            Your password
          </h2>
          <PasswordForm action={changePassword} />
        </section>
      </div>
    </>
  );
}
