import { eq } from "drizzle-orm";
import { z } from "zod";

import { discounts } from "@/db/schema";
import { Discount, DiscountFields } from "@/model/discounts";
import { Key } from "@/model/fields";
import { compare } from "@/model/money";

import { audit } from "../audit";
import { type Fields, invalid, notFound } from "../errors";
import { type UserContext, isUniqueViolation, operation, transaction } from "../operation";
import { getRow } from "./discounts";

type Terms = Pick<typeof discounts.$inferInsert, "kind" | "value" | "starts_at" | "ends_at">;
type Changes = { [Field in keyof DiscountFields]?: DiscountFields[Field] | undefined };

const asDate = (text: string | null) => (text === null ? null : new Date(text));
const columnsOf = <F extends Changes>({ starts_at, ends_at, ...others }: F) => ({
  ...others,
  ...(starts_at !== undefined && { starts_at: asDate(starts_at) }),
  ...(ends_at !== undefined && { ends_at: asDate(ends_at) }),
});

/** What fields say of each other: throws 400 on the one that does not fit. */
function checkTerms({ kind, value = "0.00", starts_at, ends_at }: Terms): void {
  const wrong: Fields = {};
  const isNothing = compare(value, "0.00") === 0;
  if (kind === "free_shipping" && !isNothing) wrong["value"] = ["Free shipping has no value of its own."];
  if (kind !== "free_shipping" && isNothing) wrong["value"] = ["Ensure this value is greater than 0.00."];
  if (kind === "percent" && compare(value, "100.00") > 0)
    wrong["value"] = ["Ensure this value is less than or equal to 100.00."];
  if (starts_at && ends_at && ends_at <= starts_at) wrong["ends_at"] = ["Enter a time after the beginning."];
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
}

const explained = (error: unknown) =>
  isUniqueViolation(error) ? invalid({ code: ["A discount with this code already exists."] }) : error;

export const createDiscount = operation({
  name: "create_discount",
  summary: "Make a discount code.",
  access: "admin",
  input: DiscountFields,
  output: Discount,
  run: (context, fields) =>
    transaction(context, async (tx) => {
      const values = columnsOf(fields);
      checkTerms(values);
      const [made] = await tx.db
        .insert(discounts)
        .values(values)
        .returning()
        .catch((error: unknown) => {
          throw explained(error);
        });
      if (!made) throw new Error("insert into discounts returned no row");
      await audit(tx, { action: "create_discount", object_type: "discount", object_id: made.id, after: fields });
      return made;
    }),
});

function change(context: UserContext, id: number, fields: Changes) {
  return transaction(context, async (tx) => {
    const [before] = await tx.db.select().from(discounts).where(eq(discounts.id, id)).for("update");
    if (!before) throw notFound();
    // Free shipping has no value, also where another kind had one.
    const values = { ...(fields.kind === "free_shipping" && { value: "0.00" }), ...columnsOf(fields) };
    checkTerms({ ...before, ...values, kind: fields.kind ?? before.kind });
    const [changed] = await tx.db
      .update(discounts)
      .set({ ...values, updated_at: new Date() })
      .where(eq(discounts.id, id))
      .returning()
      .catch((error: unknown) => {
        throw explained(error);
      });
    if (!changed) throw notFound();
    await audit(tx, { action: "change_discount", object_type: "discount", object_id: id, after: fields });
    return changed;
  });
}

export const replaceDiscount = operation({
  name: "replace_discount",
  summary: "Write a discount code again; what is left out stays as it is.",
  access: "admin",
  input: DiscountFields.extend(Key.shape),
  output: Discount,
  find: getRow,
  run: (context, { id, ...fields }) => change(context, id, fields),
});

export const changeDiscount = operation({
  name: "change_discount",
  summary: "Change some fields of a discount code. Orders that use it keep its terms of their day.",
  access: "admin",
  input: DiscountFields.partial().extend(Key.shape),
  output: Discount,
  find: getRow,
  run: (context, { id, ...fields }) => change(context, id, fields),
});

export const deleteDiscount = operation({
  name: "delete_discount",
  summary: "Delete a discount code. Orders that used it keep what they got.",
  access: "admin",
  input: Key,
  output: z.null(),
  find: getRow,
  run: (context, { id }) =>
    transaction(context, async (tx) => {
      const [gone] = await tx.db.delete(discounts).where(eq(discounts.id, id)).returning({ code: discounts.code });
      if (!gone) throw notFound();
      await audit(tx, { action: "delete_discount", object_type: "discount", object_id: id, before: gone });
      return null;
    }),
});
