/** The languages that the shop speaks; each but the first stands at the start of an address. */
export const LOCALES = ["en", "de", "fr"] as const;
/** How each calls itself. */
export const LANGUAGE_NAMES: Record<(typeof LOCALES)[number], string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
};
/** Made of the English texts, longer and from right to left: what does not fit or looks the wrong way is seen in it. */
export const PSEUDO_LOCALE = "ar-XB";

export type Locale = (typeof LOCALES)[number] | typeof PSEUDO_LOCALE;
/** By whose rules numbers, sums and dates are written. */
export const LANGUAGE_TAGS: Record<Locale, string> = {
  en: "en-US",
  de: "de-DE",
  fr: "fr-FR",
  [PSEUDO_LOCALE]: "en-US",
};
/** In it the web server tells the language of the address (scripts/serve.ts). */
export const LOCALE_HEADER = "x-shop-locale";
export const DEFAULT_LOCALE = LOCALES[0];
/** Into which the texts of the catalog are translated. */
export const [, ...TRANSLATED_LOCALES] = LOCALES;
export const ROUTED_LOCALES: readonly Locale[] = [...LOCALES, PSEUDO_LOCALE];

export const isLocale = (text: string): text is Locale => (ROUTED_LOCALES as readonly string[]).includes(text);

/** The language of that name; one that is none is that of the catalog. */
export const localeNamed = (name: string): Locale => (isLocale(name) ? name : DEFAULT_LOCALE);

/** The one that the shop speaks of a language tag (RFC 5646), whatever its region. */
export function nearestLocale(tag: string): Locale | undefined {
  const [language] = tag.toLowerCase().split("-");
  return LOCALES.find((known) => known === language);
}

/** An address of the shop's own as it is in a language; any other is left alone. */
export function localized(locale: Locale, path: string): string {
  if (locale === DEFAULT_LOCALE || !path.startsWith("/") || /^\/(\/|api\/|media\/)/.test(path)) return path;
  if (delocalized(path).path !== path) return path;
  return `/${locale}${path.replace(/^\/(?=[?#]|$)/, "")}`;
}

/** A page's address in every language that the shop speaks, and for whoever speaks none of them. */
export const inEveryLanguage = (path: string): [language: string, path: string][] => [
  ...LOCALES.map((locale): [string, string] => [locale, localized(locale, path)]),
  ["x-default", path],
];

/** The language of an address, and what it is without it. */
export function delocalized(path: string): { locale: Locale; path: string } {
  const [, first = ""] = /^\/([^/?#]*)/.exec(path) ?? [];
  if (!isLocale(first)) return { locale: DEFAULT_LOCALE, path };
  const rest = path.slice(first.length + 1);
  return { locale: first, path: rest.startsWith("/") ? rest : `/${rest}` };
}

/** Which way a language is written. */
export const directionOf = (locale: Locale) => (locale === PSEUDO_LOCALE ? "rtl" : "ltr");
