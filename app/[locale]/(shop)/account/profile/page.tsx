import { signedIn } from "@/adapters/signed-in";
import { EmailForm, NameForm, PasswordForm } from "@/components/account/profile-forms";
import { getT } from "@/components/language/server";
import { getUser } from "@/domain/users/accounts";

import { unlisted } from "../../../root";
import { changeEmail, changeName, changePassword } from "./actions";

export const generateMetadata = unlisted("account.nav.profile");

export default async function ProfilePage() {
  const t = await getT();
  const context = await signedIn("/account/profile");
  const { first_name, last_name, phone, email, username } = await getUser(context, { id: context.user.id });
  return (
    <>
      <h1 className="text-title">{t("account.nav.profile")}</h1>
      <p className="text-soft mt-3 mb-10 text-lg">{t("account_page.profile.text", { username })}</p>
      <div className="grid gap-14">
        <section aria-labelledby="name">
          <h2 id="name" className="text-heading mb-5">
            {t("account_page.profile.name")}
          </h2>
          <NameForm action={changeName} known={{ first_name, last_name, phone }} />
        </section>
        <section aria-labelledby="email">
          <h2 id="email" className="text-heading mb-5">
            {t("account_page.profile.email")}
          </h2>
          <EmailForm action={changeEmail} email={email} />
        </section>
        <section aria-labelledby="password">
          <h2 id="password" className="text-heading mb-5">
            {t("account_page.profile.password")}
          </h2>
          <PasswordForm action={changePassword} username={username} />
        </section>
      </div>
    </>
  );
}
