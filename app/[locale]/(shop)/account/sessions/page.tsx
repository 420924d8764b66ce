import { signedIn } from "@/adapters/signed-in";
import { SessionList } from "@/components/account/session-list";
import { getT } from "@/components/language/server";
import { listSessions } from "@/domain/users/sessions";

import { unlisted } from "../../../root";
import { revokeSession } from "./actions";

export const generateMetadata = unlisted("account_page.sessions.title");

export default async function SessionsPage() {
  const t = await getT();
  const context = await signedIn("/account/sessions");
  const { results } = await listSessions(context, { page_size: "100" });
  return (
    <>
      <h1 className="text-title">{t("account_page.sessions.title")}</h1>
      <p className="text-soft mt-3 mb-8 max-w-2xl text-lg">{t("account_page.sessions.text")}</p>
      <SessionList sessions={results} action={revokeSession} />
    </>
  );
}
