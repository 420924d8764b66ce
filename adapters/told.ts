import { DomainError, type Fields } from "@/domain/errors";
import { english, pickMessages } from "@/messages/all";
import { codeOfCountry } from "@/model/countries";
import { DEFAULT_LOCALE } from "@/model/locales";
import { MARKETS } from "@/model/markets";
import { type Part, parseMessage } from "@/model/message-format";
import { ORDER_STATUSES, type OrderStatus } from "@/model/orders";
import type { MessageKey, Translate } from "@/model/translate";

/** What these areas say in English is what operations say, letter for letter: by that a refusal is known again. */
const AREAS = ["refusals", "problems"];

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
/** A text with names in it as a pattern; refusals have neither choices nor elements. */
const patternOf = (parts: readonly Part[]) =>
  parts
    .map((part) => (typeof part === "string" ? escaped(part) : "name" in part ? `(?<${part.name}>[^]+?)` : ""))
    .join("");

const KNOWN = Object.entries(pickMessages(DEFAULT_LOCALE, AREAS)).map(([key, text]) => ({
  key: key as MessageKey,
  pattern: new RegExp(`^${patternOf(parseMessage(text))}$`),
}));

const STATUSES = new Set<string>(ORDER_STATUSES);
const isStatus = (text: string): text is OrderStatus => STATUSES.has(text);

/** Values that every language writes its own way, by their names. */
const VALUES: Record<string, (t: Translate, text: string) => string> = {
  country: (t, name) => {
    const code = codeOfCountry(name);
    return code ? t.country(code) : name;
  },
  status: (t, status) => (isStatus(status) ? t(`ui.order_status.${status}`) : status),
  day: (t, day) => t.date(`${day} UTC`),
  amount: (t, amount) => {
    const market = MARKETS.find(({ currency }) => amount.startsWith(english.symbol(currency)));
    return market
      ? t.money(amount.slice(english.symbol(market.currency).length).replaceAll(",", ""), market.currency)
      : amount;
  },
};

/** What an operation says, in the language of whoever reads it; in English where no message is known for it. */
export function textIn(t: Translate, text: string): string {
  if (t.locale === DEFAULT_LOCALE) return text;
  for (const { key, pattern } of KNOWN) {
    const match = pattern.exec(text);
    if (match) return t(key, valuesIn(t, match.groups ?? {}));
  }
  return text;
}

const valuesIn = (t: Translate, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, VALUES[name]?.(t, text) ?? text]));

const fieldsIn = (t: Translate, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((text) => textIn(t, text)) : fieldsIn(t, value),
    ]),
  );

/** The same refusal for a shopper: its code, status and facts are what they were. */
export function toldIn(t: Translate, error: DomainError): DomainError {
  const { status, code, message, fields, details, retryAfterS, reason } = error;
  return new DomainError(status, code, textIn(t, message), {
    ...(fields && { fields: fieldsIn(t, fields) }),
    ...(details && { details }),
    ...(retryAfterS !== undefined && { retryAfterS }),
    ...(reason !== undefined && { reason }),
  });
}
