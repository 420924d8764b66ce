import { expect, test } from "vitest";
import { z } from "zod";

import { english, translatorOf } from "@/messages/all";

import {
  addressFields,
  addressLines,
  addressProblem,
  addressProblems,
  addressText,
  destinationLines,
} from "./address-forms";
import { checkoutContact, deliveryAddress } from "./checkout";
import { emailProblem } from "./checkout-words";
import { PlaceOrder } from "./orders";

const POSTAL: [country: string, right: string[], wrong: string[]][] = [
  ["US", ["97205", " 97205-1234 "], ["9720", "97205-12", "ABCDE"]],
  ["CA", ["K1A 0B1", "k1a0b1"], ["K1A 0B", "11A 0B1"]],
  ["MX", ["06000"], ["6000"]],
  ["GB", ["SW1A 1AA", "m1 1ae", "EC1A1BB"], ["SW1A", "12345"]],
  ["IE", ["D02 AF30", "D6W XY00", ""], ["12345"]],
  ["FR", ["75001"], ["7500", "750011"]],
  ["DE", ["10115", " 10115 "], ["1011", "1011A"]],
  ["AT", ["1010"], ["101"]],
  ["CH", ["8001"], ["80011"]],
  ["NL", ["1012 AB", "1012ab"], ["1012"]],
  ["BE", ["1000"], ["100"]],
  ["LU", ["1009"], ["L"]],
  ["DK", ["1050"], ["105"]],
  ["SE", ["111 22", "11122"], ["1112"]],
  ["NO", ["0150"], ["150"]],
  ["FI", ["00100"], ["100"]],
  ["ES", ["28001"], ["2800"]],
  ["PT", ["1100-148"], ["1100"]],
  ["IT", ["00184"], ["0018"]],
  ["PL", ["00-001"], ["00001"]],
  ["JP", ["", "100-0001", "whatever they say"], []],
];

test.each(POSTAL)("codes of %s are told from what is none", (country, right, wrong) => {
  for (const code of right) expect([code, addressProblem(english, "postal_code", code, country)]).toEqual([code, null]);
  for (const code of wrong)
    expect([code, addressProblem(english, "postal_code", code, country)]).toEqual([code, expect.any(String)]);
});

test("every country asks for each part once, and for eight at most with the e-mail and the country", () => {
  for (const [country] of POSTAL) {
    const parts = addressFields(country).map(({ part }) => part);
    expect(new Set(parts).size).toBe(parts.length);
    expect(parts.filter((part) => part !== "line2").length + 2).toBeLessThanOrEqual(8);
  }
});

test("what is missing is named in the words of the country", () => {
  expect(addressProblems(english, { country: "US" })).toEqual({
    name: "Enter the name of whoever it is for.",
    line1: "Enter the street and number.",
    postal_code: "Enter the ZIP code.",
    city: "Enter the city.",
    region: "Enter the state.",
  });
  expect(addressProblem(english, "postal_code", "12", "GB")).toBe(
    "Enter the postcode as it is written in United Kingdom, such as SW1A 1AA.",
  );
});

test("the schema says the same as the form, all at once, and prints a code as it is written", () => {
  const address = { name: "Robin Ash", line1: "1 Mall", city: "London", country: "gb", postal_code: "  sw1a   1aa " };
  expect(deliveryAddress(english).parse(address)).toMatchObject({ postal_code: "SW1A 1AA", country: "GB", region: "" });
  const refused = deliveryAddress(english).safeParse({ country: "US", postal_code: "1" });
  expect(refused.error?.issues.map(({ path }) => path.join("."))).toEqual([
    "name",
    "line1",
    "city",
    "region",
    "postal_code",
  ]);
});

test("an e-mail address that cannot be one is refused with what is missing", () => {
  expect(emailProblem(english, " robin@mail.example ")).toBeNull();
  expect(emailProblem(english, "robin")).toContain("@");
  for (const wrong of ["", "robin@mail", "robin ash@mail.example", "@mail.example"])
    expect(emailProblem(english, wrong)).toEqual(expect.any(String));
});

test.each([
  "robin@mail.example",
  "o'brien+shop@mail-2.example",
  "r_n@a.b.co",
  "jürgen@example.de",
  "a&b@example.com",
  "robin.@example.com",
  ".robin@example.com",
  "robin..ash@example.com",
  "robin@-mail.example",
  "robin@mail.e",
  "robin@mail.123",
  `${"r".repeat(245)}@mail.example`,
])("%s is an e-mail address for the form just when it is one for an order", (text) => {
  const { success } = PlaceOrder.shape.email.safeParse(text);
  expect([emailProblem(english, text) === null, checkoutContact(english).safeParse({ email: text }).success]).toEqual([
    success,
    success,
  ]);
  expect(z.email().max(254).safeParse(text).success).toBe(success);
});

test.each([
  [{ city: "Portland", region: "OR", postal_code: "97205", country: "US" }, ["Portland, OR 97205", "USA"]],
  [{ city: "Portland", region: "OR", country: "US" }, ["Portland, OR", "USA"]],
  [{ city: "London", postal_code: "SW1A 1AA", country: "GB" }, ["London", "SW1A 1AA", "GB"]],
  [{ city: "Cobh", region: "Co. Cork", postal_code: "P24 A9X6", country: "IE" }, ["Cobh, Co. Cork", "P24 A9X6", "IE"]],
  [{ city: "Berlin", region: "", postal_code: "10115", country: "DE" }, ["10115 Berlin", "DE"]],
  [{ city: "Rimini", region: "RN", postal_code: "47921", country: "IT" }, ["47921 Rimini RN", "IT"]],
  [{ city: "Ottawa", region: "ON", postal_code: "K1A 0B1", country: "CA" }, ["Ottawa ON K1A 0B1", "CA"]],
  [{ city: "Oaxaca", region: "Oax.", postal_code: "68000", country: "MX" }, ["68000 Oaxaca, Oax.", "MX"]],
  [{ city: "Kyoto", country: "JP" }, ["Kyoto", "JP"]],
])("%j is written as its country writes it", (place, written) => {
  const address = { name: "Robin Ash", line1: "214 Alder St", line2: "", ...place };
  const country = (code: string) => (code === "US" ? "USA" : code);
  expect(addressLines({ country }, address)).toEqual(["Robin Ash", "214 Alder St", ...written]);
});

test("where an order goes is told in the reader's words, unless it was written in the client's own", () => {
  const shipping = { name: "Robin Ash", line1: "Am Deich 3", postal_code: "20095", city: "Hamburg", country: "DE" };
  const shipping_address = addressText(shipping);
  expect(shipping_address).toBe("Robin Ash\nAm Deich 3\n20095 Hamburg\nGermany");
  const told = (order: Parameters<typeof destinationLines>[1]) => destinationLines(translatorOf("de"), order);
  expect(told({ shipping, shipping_address })).toEqual(["Robin Ash", "Am Deich 3", "20095 Hamburg", "Deutschland"]);
  for (const parts of [shipping, null])
    expect(told({ shipping: parts, shipping_address: "At the mill\n\nHamburg" })).toEqual(["At the mill", "Hamburg"]);
});
