import { StripeError, invalidRequest } from "./errors.ts";

export type Decline = { code: string; decline_code?: string; message: string };
export type Outcome = "succeed" | "authenticate" | "dispute" | "process" | "process_in_vain" | Decline;
export type Card = { brand: string; last4: string; exp_month: number; exp_year: number; outcome: Outcome };

export const declined = (decline_code: string, message: string): Decline => ({
  code: "card_declined",
  decline_code,
  message,
});

/** The numbers that Stripe publishes for testing, and what becomes of a payment with each. */
export const TEST_CARDS: { number: string; token: string; says: string; outcome: Outcome }[] = [
  { number: "4242424242424242", token: "pm_card_visa", says: "Succeeds", outcome: "succeed" },
  { number: "5555555555554444", token: "pm_card_mastercard", says: "Succeeds", outcome: "succeed" },
  {
    number: "4000002760003184",
    token: "pm_card_authenticationRequired",
    says: "Asks for 3-D Secure",
    outcome: "authenticate",
  },
  {
    number: "4000002500003155",
    token: "pm_card_authenticationRequiredOnSetup",
    says: "Asks for 3-D Secure",
    outcome: "authenticate",
  },
  {
    number: "4000000000003220",
    token: "pm_card_threeDSecure2Required",
    says: "Asks for 3-D Secure",
    outcome: "authenticate",
  },
  {
    number: "4000000000000002",
    token: "pm_card_chargeDeclined",
    says: "Is declined",
    outcome: declined("generic_decline", "Your card was declined."),
  },
  {
    number: "4000000000009995",
    token: "pm_card_chargeDeclinedInsufficientFunds",
    says: "Is declined: insufficient funds",
    outcome: declined("insufficient_funds", "Your card has insufficient funds."),
  },
  {
    number: "4000000000009987",
    token: "pm_card_chargeDeclinedLostCard",
    says: "Is declined: lost card",
    outcome: declined("lost_card", "Your card was declined."),
  },
  {
    number: "4000000000009979",
    token: "pm_card_chargeDeclinedStolenCard",
    says: "Is declined: stolen card",
    outcome: declined("stolen_card", "Your card was declined."),
  },
  {
    number: "4000000000000069",
    token: "pm_card_chargeDeclinedExpiredCard",
    says: "Is declined: expired card",
    outcome: { code: "expired_card", message: "Your card has expired." },
  },
  {
    number: "4000000000000127",
    token: "pm_card_chargeDeclinedIncorrectCvc",
    says: "Is declined: wrong security code",
    outcome: { code: "incorrect_cvc", message: "Your card's security code is incorrect." },
  },
  {
    number: "4000000000000119",
    token: "pm_card_chargeDeclinedProcessingError",
    says: "Fails: processing error",
    outcome: {
      code: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
  },
  {
    number: "4000000000000077",
    token: "pm_card_bypassPending",
    says: "Processes for three seconds, then succeeds (the sandbox's own meaning)",
    outcome: "process",
  },
  {
    number: "4000000000000341",
    token: "pm_card_chargeCustomerFail",
    says: "Processes for three seconds, then is declined (the sandbox's own meaning)",
    outcome: "process_in_vain",
  },
  {
    number: "4000000000000259",
    token: "pm_card_createDispute",
    says: "Succeeds, and is disputed at once",
    outcome: "dispute",
  },
];

const BRANDS: [RegExp, string][] = [
  [/^4/, "visa"],
  [/^(5|2[2-7])/, "mastercard"],
  [/^3[47]/, "amex"],
  [/^6/, "discover"],
];
const brandOf = (number: string) => BRANDS.find(([pattern]) => pattern.test(number))?.[1] ?? "unknown";

/** Stripe writes the tokens of Visa's cards in two ways. */
const shortOf = (token: string) => token.replace(/^pm_card_visa_/, "pm_card_");

export function cardOfToken(token: string): Card {
  const known = TEST_CARDS.find((card) => card.token === shortOf(token));
  if (!known)
    throw new StripeError(400, {
      type: "invalid_request_error",
      code: "resource_missing",
      param: "payment_method",
      message: `No such PaymentMethod: '${token}'`,
    });
  const { number, outcome } = known;
  const exp_year = new Date().getUTCFullYear() + 3;
  return { brand: brandOf(number), last4: number.slice(-4), exp_month: 12, exp_year, outcome };
}

type Typed = {
  number?: string | undefined;
  exp_month?: string | undefined;
  exp_year?: string | undefined;
  cvc?: string | undefined;
};

/** A card as it was typed; throws what Stripe says of one that cannot be. A good number of no test card succeeds. */
export function cardOfNumber({ number = "", exp_month = "", exp_year = "", cvc = "" }: Typed): Card {
  const digits = number.replace(/\D/g, "");
  const fail = (code: string, param: string, message: string) =>
    new StripeError(402, { type: "card_error", code, param, message });
  if (digits.length < 13 || !passesLuhn(digits))
    throw fail("incorrect_number", "number", "Your card number is incorrect.");
  const month = Number(exp_month);
  const year = Number(exp_year) < 100 ? 2000 + Number(exp_year) : Number(exp_year);
  if (!(month >= 1 && month <= 12))
    throw fail("invalid_expiry_month", "exp_month", "Your card's expiration month is invalid.");
  if (!year || new Date(Date.UTC(year, month, 1)) <= new Date())
    throw fail("invalid_expiry_year", "exp_year", "Your card's expiration year is invalid.");
  if (!/^\d{3,4}$/.test(cvc)) throw fail("invalid_cvc", "cvc", "Your card's security code is invalid.");
  const outcome = TEST_CARDS.find((card) => card.number === digits)?.outcome ?? "succeed";
  return { brand: brandOf(digits), last4: digits.slice(-4), exp_month: month, exp_year: year, outcome };
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of Array.from(digits).toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export const refuseUnknownType = (type: string) =>
  invalidRequest(`The sandbox takes cards only, not '${type}'.`, { param: "payment_method_data[type]" });
