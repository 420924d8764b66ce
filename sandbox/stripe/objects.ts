import { randomBytes } from "node:crypto";

import type Stripe from "stripe";

import type { Item, Store } from "../store.ts";

/** The version of the API whose shapes these are. */
export const API_VERSION = "2026-10-28.endive";
export const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString("hex")}`;
export const now = () => Math.floor(Date.now() / 1000);

/** Every field that Stripe promises of an object. */
type Whole<T> = { [Name in keyof T as object extends Pick<T, Name> ? never : Name]: unknown };
export type WholeIntent = Intent & Whole<Stripe.PaymentIntent>;
export type WholeCharge = Charge & Whole<Stripe.Charge>;
export type WholeRefund = Refund & Whole<Stripe.Refund>;
export type WholeDispute = Dispute & Whole<Stripe.Dispute>;

/** Fields of what the sandbox has not. */
export const absent = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, null])) as Record<Name, null>;

export type Intent = Item & {
  object: "payment_intent";
  amount: number;
  amount_capturable: number;
  amount_received: number;
  capture_method: string;
  client_secret: string;
  created: number;
  currency: string;
  last_payment_error: unknown;
  latest_charge: string | null;
  metadata: Record<string, string>;
  next_action: unknown;
  payment_method: string | null;
  status: string;
};
export type Charge = Item & {
  object: "charge";
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  created: number;
  currency: string;
  disputed: boolean;
  payment_intent: string;
  refunded: boolean;
  status: string;
};
export type Refund = Item & {
  object: "refund";
  amount: number;
  charge: string;
  created: number;
  payment_intent: string;
};
export type Dispute = Item & {
  object: "dispute";
  amount: number;
  charge: string;
  created: number;
  evidence: Record<string, unknown>;
  evidence_details: { submission_count: number; [detail: string]: unknown };
  is_charge_refundable: boolean;
  metadata: Record<string, string>;
  payment_intent: string;
  status: "lost" | "needs_response" | "under_review" | "won";
};

/** What one sandbox's parts share: its memory, and how it tells the world. */
export type Sandbox = {
  store: Store;
  /** Makes an event of what an object is now, and sends it to the webhook. */
  emit: (type: string, object: Item) => void;
  /** Does something after a while, unless the sandbox stops before. */
  later: (run: () => void, pauseMs: number) => void;
};
