/** Where the shop delivers (ISO 3166-1 alpha-2), with what English calls it. */
export const COUNTRIES = [
  ["US", "United States"],
  ["CA", "Canada"],
  ["MX", "Mexico"],
  ["GB", "United Kingdom"],
  ["IE", "Ireland"],
  ["FR", "France"],
  ["DE", "Germany"],
  ["AT", "Austria"],
  ["CH", "Switzerland"],
  ["NL", "Netherlands"],
  ["BE", "Belgium"],
  ["LU", "Luxembourg"],
  ["DK", "Denmark"],
  ["SE", "Sweden"],
  ["NO", "Norway"],
  ["FI", "Finland"],
  ["ES", "Spain"],
  ["PT", "Portugal"],
  ["IT", "Italy"],
  ["PL", "Poland"],
  ["CZ", "Czechia"],
  ["JP", "Japan"],
  ["AU", "Australia"],
  ["NZ", "New Zealand"],
] as const;

/** The code of a country by its English name. */
export const codeOfCountry = (name: string) => COUNTRIES.find(([, known]) => known === name)?.[0];
