import type { Translate } from "./translate";

/** What is wrong with an e-mail address as it was typed; null when it can be one. */
export function emailProblem(t: Translate, typed: string): string | null {
  const text = typed.trim();
  if (text === "") return t("problems.email.missing");
  if (!text.includes("@")) return t("problems.email.no_at");
  return isEmail(text) ? null : t("problems.email.part");
}

/** What schemas take for an address as well; without them here, since the form in the browser asks too. */
export const EMAIL =
  // oxlint-disable-next-line no-useless-escape -- letter for letter zod's own, as the API's document has it
  /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
export const EMAIL_LENGTH = 254;

export const isEmail = (text: string) => text.length <= EMAIL_LENGTH && EMAIL.test(text);
