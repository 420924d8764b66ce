import { countryName } from "./intl";
import type { MessageKey, Translate } from "./translate";

export type AddressPart = "name" | "line1" | "line2" | "postal_code" | "city" | "region";
export type AddressValues = Partial<Record<AddressPart | "country" | "phone", string | undefined>>;

/** What countries call a part of an address. */
type PostalWord = "postal_code" | "zip_code" | "postcode" | "eircode";
type RegionWord = "state" | "province" | "county" | "state_or_region";
type CityWord = "city" | "town";
type Word = "name" | "line1" | "line2" | PostalWord | RegionWord | CityWord;
/** Where it stands beside the town, between the two is a comma, unless a country writes none. */
type Region = { word: RegionWord; isRequired?: boolean; between?: " " };
type Postal = { word?: PostalWord; pattern: RegExp; example: string; isRequired?: boolean };
/** How a country writes its addresses. */
type AddressForm = {
  postal?: Postal;
  region?: Region;
  city?: CityWord;
  order: readonly AddressPart[];
  /** The code has a line of its own below the town. */
  hasPostalLine?: true;
};

const POSTAL_FIRST = ["name", "line1", "line2", "postal_code", "city"] as const;
const CITY_FIRST = ["name", "line1", "line2", "city", "postal_code"] as const;
const CITY_REGION = ["name", "line1", "line2", "city", "region", "postal_code"] as const;
const POSTAL_REGION = ["name", "line1", "line2", "postal_code", "city", "region"] as const;

const digits = (count: number, example: string): AddressForm => ({
  postal: { pattern: new RegExp(`^\\d{${count}}$`), example },
  order: POSTAL_FIRST,
});

const FORMS: Record<string, AddressForm> = {
  US: {
    postal: { word: "zip_code", pattern: /^\d{5}(-\d{4})?$/, example: "97205" },
    region: { word: "state", isRequired: true },
    order: CITY_REGION,
  },
  CA: {
    postal: { pattern: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, example: "K1A 0B1" },
    region: { word: "province", isRequired: true, between: " " },
    order: CITY_REGION,
  },
  MX: { ...digits(5, "06000"), region: { word: "state", isRequired: true }, order: POSTAL_REGION },
  GB: {
    postal: { word: "postcode", pattern: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, example: "SW1A 1AA" },
    city: "town",
    order: CITY_FIRST,
    hasPostalLine: true,
  },
  IE: {
    postal: { word: "eircode", pattern: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/, example: "D02 AF30", isRequired: false },
    region: { word: "county" },
    city: "town",
    order: CITY_REGION,
    hasPostalLine: true,
  },
  FR: digits(5, "75001"),
  DE: digits(5, "10115"),
  AT: digits(4, "1010"),
  CH: digits(4, "8001"),
  NL: { postal: { pattern: /^\d{4} ?[A-Z]{2}$/, example: "1012 AB" }, order: POSTAL_FIRST },
  BE: digits(4, "1000"),
  LU: digits(4, "1009"),
  DK: digits(4, "1050"),
  SE: { postal: { pattern: /^\d{3} ?\d{2}$/, example: "111 22" }, order: POSTAL_FIRST },
  NO: digits(4, "0150"),
  FI: digits(5, "00100"),
  ES: { ...digits(5, "28001"), region: { word: "province", isRequired: true, between: " " }, order: POSTAL_REGION },
  PT: { postal: { pattern: /^\d{4}-\d{3}$/, example: "1100-148" }, order: POSTAL_FIRST },
  IT: { ...digits(5, "00184"), region: { word: "province", isRequired: true, between: " " }, order: POSTAL_REGION },
  PL: { postal: { pattern: /^\d{2}-\d{3}$/, example: "00-001" }, order: POSTAL_FIRST },
};
/** Where nothing is known of how a country writes them. */
const ANYWHERE: AddressForm = { region: { word: "state_or_region" }, order: POSTAL_REGION };

const formOf = (country: string): AddressForm => FORMS[country] ?? ANYWHERE;

/** The fields of a country's addresses in its own order, with what each is called there. */
export function addressFields(country: string) {
  const { postal, region, city = "city", order } = formOf(country);
  const words: Record<AddressPart, Word> = {
    name: "name",
    line1: "line1",
    line2: "line2",
    postal_code: postal?.word ?? "postal_code",
    city,
    region: region?.word ?? "state_or_region",
  };
  const isOptional = (part: AddressPart) =>
    part === "line2" ||
    (part === "postal_code" && (!postal || postal.isRequired === false)) ||
    (part === "region" && !region?.isRequired);
  const isDigits = postal !== undefined && /^\d+$/.test(postal.example);
  return order.map((part) => ({
    part,
    word: words[part],
    isOptional: isOptional(part),
    isDigits: part === "postal_code" && isDigits,
  }));
}

/** Of what no country needs, nothing is said where it is missing. */
const MISSING: Partial<Record<Word, MessageKey>> = {
  name: "problems.missing.name",
  line1: "problems.missing.line1",
  postal_code: "problems.missing.postal_code",
  zip_code: "problems.missing.zip_code",
  postcode: "problems.missing.postcode",
  city: "problems.missing.city",
  town: "problems.missing.town",
  state: "problems.missing.state",
  province: "problems.missing.province",
};

/** What is wrong with what was typed as a part of an address; spaces around it and in its code do not matter. */
export function addressProblem(t: Translate, part: string, typed: string, country: string): string | null {
  const field = addressFields(country).find((one) => one.part === part);
  const text = typed.trim();
  if (!field) return null;
  const missing = field.isOptional ? undefined : MISSING[field.word];
  if (text === "") return missing ? t(missing) : null;
  const { postal } = formOf(country);
  if (part !== "postal_code" || !postal || postal.pattern.test(tidyPostal(text))) return null;
  const { word = "postal_code", example } = postal;
  return t(`problems.wrong.${word}`, { country: t.country(country), example });
}

const tidyPostal = (text: string) => text.trim().replaceAll(/\s+/g, " ").toUpperCase();

/** A postal code as it is printed: in capitals, with one space where there were many. */
export const tidyAddress = <A extends { postal_code?: string | undefined }>(address: A): A =>
  address.postal_code === undefined ? address : { ...address, postal_code: tidyPostal(address.postal_code) };

type Written = AddressValues & { country: string };
const given = (parts: (string | undefined)[], between: string) => parts.filter(Boolean).join(between);

/** An address as its own country writes it, line by line, and below it the country in the language of whoever reads. */
export function addressLines(t: Pick<Translate, "country">, address: Written): string[] {
  const { name, line1, line2, postal_code, city, region, country } = address;
  const { order, hasPostalLine, region: { between = ", " } = {} } = formOf(country);
  const isPostalFirst = order.indexOf("postal_code") < order.indexOf("city");
  const cityAndRegion = given([city, region], between);
  const place = isPostalFirst
    ? [given([postal_code, cityAndRegion], " ")]
    : hasPostalLine
      ? [cityAndRegion, postal_code]
      : [given([cityAndRegion, postal_code], " ")];
  return [name, line1, line2, ...place, t.country(country)].filter((line): line is string => Boolean(line));
}

const IN_ENGLISH = { country: (code: string) => countryName("en", code) };
/** The same as one block of English text, for clients that know an address by no parts. */
export const addressText = (address: Written) => addressLines(IN_ENGLISH, address).join("\n");

/** Where an order goes. Its text is what counts: it may have been changed, or sent, without the parts. */
export function destinationLines(
  t: Pick<Translate, "country">,
  { shipping, shipping_address }: { shipping: Written | null; shipping_address: string },
): string[] {
  const isOfParts = shipping && shipping_address === addressText(shipping);
  return isOfParts ? addressLines(t, shipping) : shipping_address.split("\n").filter(Boolean);
}

/** What is wrong with an address, by its parts, in the order in which its country asks for them. */
export function addressProblems(t: Translate, address: AddressValues): Partial<Record<AddressPart, string>> {
  const found = formOf(address.country ?? "").order.flatMap((part) => {
    const problem = addressProblem(t, part, address[part] ?? "", address.country ?? "");
    return problem === null ? [] : [[part, problem] as const];
  });
  return Object.fromEntries(found);
}
