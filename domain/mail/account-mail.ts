import { env } from "@/env";
import { STORE } from "@/model/store";
import { PASSWORD_RESET_MINUTES } from "@/model/users";

import type { Context } from "../operation";
import { createPasswordReset } from "../users/password-reset-tokens";
import { type Letter, asPage } from "./letter";

const SUBJECT = "Choose a new password";
const LEAD = `Somebody, you we hope, wants a new password for your account at ${STORE.name}.`;
const LIMITS = `The link works once, for ${PASSWORD_RESET_MINUTES} minutes. If it was not you, do nothing: your password stays as it is.`;

/** The way to a new password, for whoever has an account with this address; nothing for anybody else. */
export async function renderPasswordReset({ db }: Context, address: string): Promise<Letter | null> {
  const reset = await createPasswordReset(db, address);
  if (!reset) return null;
  const link = `${env().APP_URL}/reset-password?token=${reset.token}`;
  const name = `Your user name is ${reset.username}.`;
  const text = [LEAD, name, "", `Choose a new password: ${link}`, "", LIMITS, "", STORE.name].join("\n");
  const body = `<p>${LEAD.replace("&", "&amp;")} ${name}</p><p>${LIMITS}</p>`;
  return {
    // As the account has it: what was typed may only look alike.
    to: reset.email,
    subject: SUBJECT,
    text,
    html: asPage({ title: SUBJECT, heading: `${SUBJECT}.`, body, link, linkText: SUBJECT }),
  };
}
