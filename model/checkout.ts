import { z } from "zod";

import { addressProblems, tidyAddress } from "./address-forms";
import { emailProblem } from "./checkout-words";
import { BlankText, Country, EmailText } from "./fields";
import type { Translate } from "./translate";

const Typed = z.object({
  name: BlankText(120).default(""),
  line1: BlankText(200).default(""),
  line2: BlankText(200).default(""),
  city: BlankText(120).default(""),
  region: BlankText(120).default(""),
  postal_code: BlankText(20).default(""),
  country: Country,
  phone: BlankText(40).default(""),
});

/** An address that mail can be sent to, by the rules of its country, as it was typed. */
export const wholeAddress = (t: Translate) =>
  Typed.superRefine((address, context) => {
    for (const [part, message] of Object.entries(addressProblems(t, address)))
      context.addIssue({ code: "custom", path: [part], message });
  });
export const deliveryAddress = (t: Translate) => wholeAddress(t).transform(tidyAddress);

/** What was typed so far, whole or not. */
export const CheckoutDraft = z.object({
  email: BlankText(254).optional(),
  shipping: Typed.partial().optional(),
  /** Null: the invoice goes where the parcel goes. */
  billing: Typed.partial().nullable().optional(),
  shipping_method: BlankText(60).optional(),
});
export type CheckoutDraft = z.output<typeof CheckoutDraft>;

export const checkoutContact = (t: Translate) =>
  z.object({
    email: BlankText(254)
      .optional()
      .transform((email = "") => email)
      .superRefine((email, context) => {
        const problem = emailProblem(t, email);
        if (problem !== null) context.addIssue({ code: "custom", message: problem });
      })
      .pipe(EmailText),
  });

export const checkoutDelivery = (t: Translate) =>
  z.object({
    shipping: deliveryAddress(t),
    billing: deliveryAddress(t).nullable().optional(),
    shipping_method: BlankText(60).optional(),
  });
