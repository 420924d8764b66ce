import type { Locale } from "@/model/locales";
import { STORE } from "@/model/store";
import { PASSWORD_RESET_MINUTES } from "@/model/users";

import type { Context } from "../operation";
import { findMailed, orderKey } from "../orders/order-links";
import { createPasswordReset } from "../users/password-reset-tokens";
import { type Letter, asPage, escape, pageUrl } from "./letter";

const SUBJECT = "Choose a new password";
const LEAD = `Somebody, you we hope, wants a new password for your account at ${STORE.name}.`;
const LIMITS = `The link works once, for ${PASSWORD_RESET_MINUTES} minutes. If it was not you, do nothing: your password stays as it is.`;

/** The way to a new password, for whoever has an account with this address; nothing for anybody else. */
export async function renderPasswordReset({ db }: Context, address: string, locale: Locale): Promise<Letter | null> {
  const reset = await createPasswordReset(db, address);
  if (!reset) return null;
  const link = pageUrl(locale, `/reset-password?token=${reset.token}`);
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

/** The way to an order, for whoever placed it with this address; nothing for anybody else. */
export async function renderOrderLink(
  context: Context,
  number: string,
  address: string,
  locale: Locale,
): Promise<Letter | null> {
  const order = await findMailed(context, number, address);
  if (!order) return null;
  const link = pageUrl(locale, `/orders/${order.number}?key=${orderKey(order.number)}`);
  const subject = `Your order ${order.number}`;
  const lead = `Here is the link to your order ${order.number}. It shows where it is, and what you can do with it.`;
  const limits =
    "Whoever has this link can see the order: keep it to yourself. If it was not you who asked, do nothing.";
  const text = [lead, "", `See your order: ${link}`, "", limits, "", STORE.name].join("\n");
  const body = `<p>${lead}</p><p>${limits}</p>`;
  return {
    to: order.email,
    subject,
    text,
    html: asPage({ title: subject, heading: "Here it is.", body, link, linkText: "See your order" }),
  };
}

const NOTICES = {
  password_changed: {
    subject: "Your password was changed",
    lead: `The password of your account at ${STORE.name} was changed just now, and everybody else was signed out.`,
    wrong: "If it was not you, choose a new one at once.",
    path: "/forgot-password",
    linkText: "Choose a new password",
  },
  email_changed: {
    subject: "Your e-mail was changed",
    lead: `Your account at ${STORE.name} has another e-mail address now. This one is told nothing any more.`,
    wrong: "If it was not you, answer this mail.",
    path: "/account",
    linkText: "See your account",
  },
};

/** Tells the owner of an account what was done to it, in case it was somebody else. */
export function renderNotice(topic: keyof typeof NOTICES, locale: Locale): Letter {
  const { subject, lead, wrong, path, linkText } = NOTICES[topic];
  const link = pageUrl(locale, path);
  return {
    subject,
    text: [lead, "", wrong, "", `${linkText}: ${link}`, "", STORE.name].join("\n"),
    html: asPage({
      title: subject,
      heading: `${subject}.`,
      body: `<p>${escape(lead)}</p><p>${wrong}</p>`,
      link,
      linkText,
    }),
  };
}
