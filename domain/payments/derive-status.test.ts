import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Facts, deriveStatus, isDisputed } from "./derive-status";

const payment = (id: number, status: Facts["payments"][number]["status"], more = {}) => ({
  id,
  status,
  received: status === "succeeded" ? "40.00" : null,
  matches: true,
  stripe_created_at: new Date(id * 1000),
  ...more,
});
const refund = (payment_id: number, amount: string, status: "pending" | "succeeded" | "failed" = "succeeded") => ({
  id: payment_id,
  payment_id,
  refund_id: "re_1",
  status,
  amount,
});
const derive = (facts: Partial<Facts>) =>
  deriveStatus({
    status: "pending",
    shipped_at: null,
    delivered_at: null,
    isFree: false,
    isReleased: false,
    payments: [],
    refunds: [],
    disputes: [],
    ...facts,
  });
const paid = payment(1, "succeeded");

describe("where the facts put an order", () => {
  test.each<[string, Partial<Facts>]>([
    ["pending", {}],
    ["pending", { payments: [payment(1, "requires_payment_method")] }],
    ["processing", { payments: [payment(1, "processing")] }],
    ["processing", { status: "cancelling", payments: [payment(1, "processing")] }],
    ["pending", { status: "processing", payments: [payment(1, "requires_payment_method")] }],
    ["cancelling", { status: "cancelling", payments: [payment(1, "creating")] }],
    ["cancelling", { status: "cancelling", payments: [payment(1, "canceled"), payment(2, "requires_action")] }],
    ["cancelled", { status: "cancelling", payments: [payment(1, "canceled")] }],
    ["cancelled", { status: "cancelling" }],
    ["cancelled", { status: "cancelled", payments: [payment(1, "processing")] }],
    ["paid", { payments: [paid] }],
    ["paid", { status: "cancelling", payments: [payment(1, "canceled"), payment(2, "succeeded")] }],
    ["review", { payments: [{ ...paid, matches: false }] }],
    ["review", { payments: [paid, payment(2, "succeeded")] }],
    ["paid", { status: "review", payments: [paid, payment(2, "succeeded")], refunds: [refund(2, "40.00")] }],
    ["review", { payments: [paid, payment(2, "succeeded")], refunds: [refund(2, "40.00", "pending")] }],
    ["refund_pending", { status: "cancelled", isReleased: true, payments: [paid] }],
    ["paid", { payments: [paid], refunds: [refund(1, "39.99")] }],
    ["refunded", { payments: [paid], refunds: [refund(1, "40.00")] }],
    ["refunded", { status: "refund_pending", isReleased: true, payments: [paid], refunds: [refund(1, "40.00")] }],
    ["review", { status: "refunded", payments: [paid], refunds: [refund(1, "40.00", "failed")] }],
    ["shipped", { payments: [paid], shipped_at: new Date() }],
    ["delivered", { payments: [paid], shipped_at: new Date(), delivered_at: new Date() }],
    ["charged_back", { payments: [paid], shipped_at: new Date(), disputes: [{ status: "lost" }] }],
    ["paid", { payments: [paid], disputes: [{ status: "needs_response" }] }],
  ])("%s: %j", (status, facts) => {
    expect(derive(facts)).toBe(status);
  });

  test("of two payments the first by Stripe's clock is kept, whichever we knew first", () => {
    const [early, late] = [payment(7, "succeeded", { stripe_created_at: new Date(1) }), payment(3, "succeeded")];
    expect(derive({ payments: [late, early], refunds: [refund(3, "40.00")] })).toBe("paid");
    expect(derive({ payments: [early, late], refunds: [refund(7, "40.00")] })).toBe("review");
  });

  test("a dispute holds an order while the bank decides, and a mere question does not", () => {
    const contested = (status: Facts["disputes"][number]["status"]) =>
      isDisputed({ disputes: [{ status }] } as unknown as Facts);
    expect(contested("needs_response")).toBe(true);
    expect(contested("under_review")).toBe(true);
    expect(contested("warning_needs_response")).toBe(false);
    expect(contested("won")).toBe(false);
  });

  test("the order in which rows are read does not matter", () => {
    const payments = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 9 }),
        status: fc.constantFrom("succeeded", "canceled", "processing", "requires_action"),
        received: fc.constant("40.00"),
        matches: fc.boolean(),
        stripe_created_at: fc.constant(null),
      }),
      { selector: ({ id }) => id, maxLength: 4 },
    );
    fc.assert(
      fc.property(payments, fc.constantFrom("pending", "cancelling", "processing"), (rows, status) => {
        const facts = rows as Facts["payments"];
        expect(derive({ status, payments: facts.toReversed() })).toBe(derive({ status, payments: facts }));
      }),
    );
  });
});
