import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { orders } from "@/db/schema";
import { findViolations } from "@/domain/invariants";
import { deriveStatus } from "@/domain/payments/derive-status";
import { readFacts } from "@/domain/payments/facts";
import { one } from "@/tests/helpers";
import { differencesOfBooks } from "@/tests/sandbox";

import { STEPS, type Step, comeToRest, newWorld, noteIds, perform, steadily } from "./world";

const SEQUENCES = Number(process.env["MODEL_SEQUENCES"] ?? 50);
const LENGTH = 30;

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
  a: fc.nat(11),
  b: fc.nat(11),
  together: fc.boolean(),
});
/** Nothing happens in a shop where nobody buys: every story begins with something in the carts, and comes back to it. */
const opening: Step[] = [0, 1, 2].flatMap((a) => [
  { does: "add", a, b: a, together: false },
  { does: "place", a, b: 0, together: a > 0 },
]);

/** Sequences that once broke something: the event of a refund that came before the one of its payment. */
const FOUND = [1, 2, 3].map((seed): [Step[]] => [
  [
    { does: "hold events", a: 0, b: 0, together: false },
    { does: "pay", a: 0, b: 0, together: false },
    { does: "refund at Stripe", a: 0, b: 0, together: false },
    { does: "release events, shuffled", a: seed, b: 0, together: false },
    { does: "work off the inbox", a: 0, b: 0, together: false },
  ],
]);

test(
  "whatever happens in whatever order, money and stock agree after every step, and in the end with Stripe",
  { timeout: SEQUENCES * 60_000 },
  async () => {
    const play = async (steps: Step[]) => {
      const world = await steadily(newWorld);
      const check = async () => expect(await steadily(() => findViolations(db()))).toEqual([]);
      await perform(world, [...opening, ...steps], check);
      await check();
      await steadily(() => comeToRest(world));
      await check();
      noteIds(world);
      const ids = new Set(world.placed.map(({ id }) => String(id)));
      expect((await differencesOfBooks()).filter(({ order_id }) => ids.has(order_id))).toEqual([]);
      for (const { id } of world.placed) {
        const order = one(await db().select().from(orders).where(eq(orders.id, id)));
        expect(order.status).toBe(deriveStatus(await readFacts(publicContext(), order)));
        expect(["pending", "processing", "cancelling", "refund_pending"]).not.toContain(order.status);
      }
    };
    const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: LENGTH, size: "max" }), play);
    await fc.assert(property, { numRuns: SEQUENCES, examples: FOUND, endOnFailure: true });
  },
);
