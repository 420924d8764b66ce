/** Makes a formatter once for each language and style: making one takes far longer than using it. */
function once<Style extends object, Formatter>(make: (language: string, style: Style) => Formatter) {
  const made = new Map<string, Formatter>();
  return (language: string, style: Style): Formatter => {
    const key = `${language} ${JSON.stringify(style)}`;
    const known = made.get(key) ?? make(language, style);
    made.set(key, known);
    return known;
  };
}

/** What is read off Intl for a language, once. */
export function forLanguage<T>(read: (language: string) => T) {
  const known = once((language) => read(language));
  return (language: string): T => known(language, {});
}

export const numberFormat = once((language, style: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, style));
export const dateFormat = once(
  (language, style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, style),
);
export const pluralRules = once((language, style: Intl.PluralRulesOptions) => new Intl.PluralRules(language, style));
export const displayNames = once((language, style: Intl.DisplayNamesOptions) => new Intl.DisplayNames(language, style));
/** What a language calls a country (ISO 3166-1 alpha-2); one that is unknown keeps its code. */
export const countryName = (language: string, code: string) =>
  displayNames(language, { type: "region" }).of(code) ?? code;
