import { z } from "zod";

import { EMAIL, EMAIL_LENGTH } from "./checkout-words";
import { dayOf } from "./days";
import { kindOf } from "./messages";

const isNul = (text: string) => text.includes("\0");
const loneSurrogate = (text: string) =>
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.exec(text)?.[0];

/** PostgreSQL cannot store NUL, and UTF-8 cannot spell half a surrogate pair: both are the sender's fault. */
export const storable = (text: string, context: z.core.$RefinementCtx) => {
  if (isNul(text)) context.addIssue({ code: "custom", message: "Null characters are not allowed." });
  const half = loneSurrogate(text);
  if (half) {
    const point = half.charCodeAt(0).toString(16).toUpperCase();
    context.addIssue({ code: "custom", message: `Surrogate characters are not allowed: U+${point}.` });
  }
};

const numberAsText = (value: string | number) => (typeof value === "number" ? String(value) : value);

/** Required text of 1 to max characters, trimmed. */
export const Text = (max: number) =>
  z.preprocess(numberAsText, z.string().trim().min(1).max(max).superRefine(storable));
/** Text that may be blank; trimmed, at most max characters. */
export const BlankText = (max: number) => z.preprocess(numberAsText, z.string().trim().max(max).superRefine(storable));

/** An e-mail address, as the forms in the browser judge it. */
export const EmailText = z.email({ pattern: EMAIL }).max(EMAIL_LENGTH);

/** Text as it came, for filters and searches. */
export const Term = (max: number) => z.string().max(max).superRefine(storable);

/** Forms, paths and query strings carry text: digits are read as the number they spell ("3" and 3.0, not 1.5 or true). */
const digitsAsNumber = (value: string | number) =>
  typeof value === "string" && /^\s*-?\d{1,25}(\.0+)?\s*$/.test(value) ? Number(value) : value;
const wholeNumber = (min: number, max: number, wrong: (input: unknown) => string) =>
  z.preprocess(
    digitsAsNumber,
    z
      .number({
        error: ({ code, input }) =>
          code === "invalid_type" && input !== undefined && input !== null ? wrong(input) : undefined,
      })
      .refine(Number.isInteger, { error: ({ input }) => wrong(input), abort: true })
      .min(min)
      .max(max)
      .meta({ type: "integer" }),
  );
export const Integer = (min: number, max = 2_147_483_647) =>
  wholeNumber(min, max, () => "A valid integer is required.");

/** A key in the database; a path that spells none of them names nothing (404). */
export const Id = wholeNumber(
  1,
  Number.MAX_SAFE_INTEGER,
  (input) => `Incorrect type. Expected pk value, received ${kindOf(input)}.`,
);
/** How many of one variant a cart line may hold. */
export const Quantity = Integer(1, 99);

const FLAGS: Record<string, boolean> = { true: true, "1": true, false: false, "0": false };
/** A yes or no as a query string spells it. */
export const Flag = z.preprocess(
  (value: string | boolean) => (typeof value === "string" ? (FLAGS[value.toLowerCase()] ?? value) : value),
  z.boolean(),
);

/** Decimal text with two places: the same value in Postgres numeric, in JSON and on the page. */
export const Money = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .meta({ id: "Money", example: "34.00", description: "Decimal text with two digits." });

const toAmount = (value: string | number) => {
  const text = String(value).trim();
  return /^-?\d{1,30}(\.\d{1,30})?$/.test(text) ? text : value;
};
/** Money as clients send it: a number or text, 0.00 to 99,999,999.99; read as decimal text with two places. */
export const Price = z
  .preprocess(
    toAmount,
    z
      .string({
        error: ({ input }) => (input === undefined || input === null ? undefined : "A valid number is required."),
      })
      .superRefine((text, context) => {
        const fail = (message: string) => context.addIssue({ code: "custom", message });
        if (!/^-?\d+(\.\d+)?$/.test(text)) return fail("A valid number is required.");
        const [whole = "", decimals = ""] = text.replace("-", "").split(".");
        if (decimals.replace(/0+$/, "").length > 2) return fail("Ensure that there are no more than 2 decimal places.");
        if (whole.replace(/^0+/, "").length > 8) return fail("Ensure that there are no more than 10 digits in total.");
        if (text.startsWith("-") && Number(text) !== 0)
          return fail("Ensure this value is greater than or equal to 0.00.");
        return undefined;
      })
      .transform((text) => {
        const [whole = "0", decimals = ""] = text.replace("-", "").split(".");
        return `${whole.replace(/^0+(?=\d)/, "")}.${decimals.slice(0, 2).padEnd(2, "0")}`;
      }),
  )
  .meta({ description: "Decimal text, or a number, with at most two decimals." });

/** More than nothing, to the thousandth; read as decimal text without zeros that say nothing. */
export const Amount = z
  .preprocess(
    numberAsText,
    z
      .string()
      .trim()
      .regex(/^\d{1,6}(\.\d{1,3})?$/, "Enter an amount with at most six digits and three decimals.")
      .refine((text) => Number(text) > 0, "Ensure this value is greater than 0.")
      .transform((text) => String(Number(text))),
  )
  .meta({ description: "Decimal text, or a number, with at most three decimals." });

const yearOf = (text: string) => new Date(text).getUTCFullYear();
/** A point in time as clients send it. PostgreSQL has no year 0, and reads no year of five digits as it is written in ISO 8601. */
export const Moment = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => yearOf(text) > 0, { message: "Enter a date after the year 0." })
  .refine((text) => yearOf(text) < 10_000, { message: "Enter a date before the year 10000." });

const DAY_MS = 86_400_000;
/** A day from today on, as ISO 8601, and within a year, so that its month and day name it. Today lasts as it does anywhere. */
export const DayToCome = z.iso
  .date({ abort: true })
  .refine((day) => day >= dayOf(Date.now() - DAY_MS / 2), { message: "Enter a day that is not over." })
  .refine((day) => day < dayOf(Date.now() + 365 * DAY_MS), { message: "Enter a day within a year." });

/** A country by its two letters, in capitals or not. */
export const Country = z
  .preprocess(
    (value: string) => (typeof value === "string" ? value.trim().toUpperCase() : value),
    z.string().regex(/^[A-Z]{2}$/, "Enter a two-letter country code, such as US."),
  )
  .meta({ description: "ISO 3166-1 alpha-2.", example: "US" });

/** A Date inside, ISO 8601 in UTC outside. */
export const Timestamp = z.codec(z.date(), z.iso.datetime(), {
  decode: (date) => date.toISOString(),
  encode: (text) => new Date(text),
});

export const MAX_PAGE_SIZE = 100;
/** Which page of a list: a number from 1, or "last". A bad one is 404 "Invalid page.", so it is judged by the list. */
export const PageQuery = z.object({
  page: z.string().default("1").meta({ description: 'A page number from 1, or "last".' }),
  page_size: z.string().optional().meta({ description: "Results a page: 20 when left out, at most 100." }),
  search: Term(200).optional(),
});
export type PageQuery = z.output<typeof PageQuery>;

/** What a list operation returns; over HTTP the adapter adds the links to the next and previous page. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ count: z.int(), results: z.array(item) });
/** The path parameter of everything that is addressed by its id. */
export const Key = z.object({ id: Id });
