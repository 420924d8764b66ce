import { STORE } from "@/model/store";
import type { Translate } from "@/model/translate";
import { PASSWORD_RESET_MINUTES } from "@/model/users";

import type { Context } from "../operation";
import { findMailed, orderPath } from "../orders/order-links";
import { createPasswordReset } from "../users/password-reset-tokens";
import { type Letter, asPage, escape, pageUrl } from "./letter";

/** The way to a new password, for whoever has an account with this address; nothing for anybody else. */
export async function renderPasswordReset({ db }: Context, t: Translate, address: string): Promise<Letter | null> {
  const reset = await createPasswordReset(db, address);
  if (!reset) return null;
  const link = pageUrl(t, `/reset-password?token=${reset.token}`);
  const subject = t("mail.subject.password_reset");
  const lead = t("mail.password_reset.lead", { store: STORE.name });
  const name = t("mail.password_reset.username", { username: reset.username });
  const limits = t("mail.password_reset.limits", { minutes: PASSWORD_RESET_MINUTES });
  const linkText = t("mail.choose_password");
  const way = t("mail.labelled", { label: linkText, value: link });
  return {
    // As the account has it: what was typed may only look alike.
    to: reset.email,
    subject,
    text: [lead, name, "", way, "", limits, "", STORE.name].join("\n"),
    html: asPage(t, {
      title: subject,
      heading: t("mail.heading.password_reset"),
      body: `<p>${escape(`${lead} ${name}`)}</p><p>${escape(limits)}</p>`,
      link,
      linkText,
    }),
  };
}

/** The way to an order, for whoever placed it with this address; nothing for anybody else. */
export async function renderOrderLink(
  context: Context,
  t: Translate,
  number: string,
  address: string,
): Promise<Letter | null> {
  const order = await findMailed(context, number, address);
  if (!order) return null;
  const link = pageUrl(t, orderPath(order.number));
  const subject = t("mail.subject.order_link", { number: order.number });
  const lead = t("mail.order_link.lead", { number: order.number });
  const limits = t("mail.order_link.limits");
  const linkText = t("mail.see_order");
  const way = t("mail.labelled", { label: linkText, value: link });
  return {
    to: order.email,
    subject,
    text: [lead, "", way, "", limits, "", STORE.name].join("\n"),
    html: asPage(t, {
      title: subject,
      heading: t("mail.heading.order_link"),
      body: `<p>${escape(lead)}</p><p>${escape(limits)}</p>`,
      link,
      linkText,
    }),
  };
}

const NOTICES = {
  password_changed: {
    lead: "mail.password_changed.lead",
    wrong: "mail.password_changed.wrong",
    path: "/forgot-password",
    linkText: "mail.choose_password",
  },
  email_changed: {
    lead: "mail.email_changed.lead",
    wrong: "mail.email_changed.wrong",
    path: "/account",
    linkText: "mail.see_account",
  },
} as const;

/** Tells the owner of an account what was done to it, in case it was somebody else. */
export function renderNotice(t: Translate, topic: keyof typeof NOTICES): Letter {
  const notice = NOTICES[topic];
  const subject = t(`mail.subject.${topic}`);
  const lead = t(notice.lead, { store: STORE.name });
  const wrong = t(notice.wrong);
  const linkText = t(notice.linkText);
  const link = pageUrl(t, notice.path);
  return {
    subject,
    text: [lead, "", wrong, "", t("mail.labelled", { label: linkText, value: link }), "", STORE.name].join("\n"),
    html: asPage(t, {
      title: subject,
      heading: t(`mail.heading.${topic}`),
      body: `<p>${escape(lead)}</p><p>${escape(wrong)}</p>`,
      link,
      linkText,
    }),
  };
}
