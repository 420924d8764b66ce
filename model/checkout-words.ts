import type { Translate } from "./translate";

/** What is wrong with an e-mail address as it was typed; null when it can be one. */
export function emailProblem(t: Translate, typed: string): string | null {
  const text = typed.trim();
  if (text === "") return t("problems.email.missing");
  if (!text.includes("@")) return t("problems.email.no_at");
  return isEmail(text) ? null : t("problems.email.part");
}

export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text) && text.length <= 254;
