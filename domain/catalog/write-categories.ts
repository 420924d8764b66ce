import { eq, like } from "drizzle-orm";
import { z } from "zod";

import { categories } from "@/db/schema";
import { Category, CategoryFields } from "@/model/catalog";
import { Key } from "@/model/fields";

import { audit } from "../audit";
import { conflict, invalid, notFound } from "../errors";
import { type Context, type UserContext, isUniqueViolation, operation, sqlState, transaction } from "../operation";
import { findCategory, readCategory } from "./categories";
import { freeSlug, slugOf } from "./slug";
import { touchCategories } from "./touch";

const FOREIGN_KEY_VIOLATION = "23503";

const explained = (error: unknown) =>
  isUniqueViolation(error) ? invalid({ slug: ["category with this slug already exists."] }) : error;

type Change = { [Field in keyof z.output<typeof CategoryFields>]?: z.output<typeof CategoryFields>[Field] | undefined };

export const createCategory = operation({
  name: "create_category",
  summary: "Make a category; its name is enough.",
  access: "admin",
  input: CategoryFields,
  output: Category,
  run: (context, fields) =>
    transaction(context, async (tx) => {
      const slug = fields.slug ?? (await slugFor(tx, fields.name));
      const made = await tx.db
        .insert(categories)
        .values({ ...fields, slug })
        .returning()
        .catch((error: unknown) => {
          throw explained(error);
        });
      const id = made[0]?.id ?? 0;
      await audit(tx, { action: "create_category", object_type: "category", object_id: id, after: fields });
      touchCategories(tx);
      return readCategory(tx, id);
    }),
});

async function slugFor({ db }: Context, name: string): Promise<string> {
  const slug = slugOf(name, "category");
  const taken = await db
    .select({ slug: categories.slug })
    .from(categories)
    .where(like(categories.slug, `${slug}%`));
  return freeSlug(
    slug,
    taken.map((row) => row.slug),
  );
}

function change(context: UserContext, id: number, fields: Change) {
  return transaction(context, async (tx) => {
    await tx.db
      .update(categories)
      .set({ ...fields, updated_at: new Date() })
      .where(eq(categories.id, id))
      .catch((error: unknown) => {
        throw explained(error);
      });
    await audit(tx, { action: "change_category", object_type: "category", object_id: id, after: fields });
    touchCategories(tx);
    return readCategory(tx, id);
  });
}

export const replaceCategory = operation({
  name: "replace_category",
  summary: "Write a category again; what is left out stays as it is.",
  access: "admin",
  input: CategoryFields.extend(Key.shape),
  output: Category,
  find: findCategory,
  run: (context, { id, ...fields }) => change(context, id, fields),
});

export const changeCategory = operation({
  name: "change_category",
  summary: "Change some fields of a category.",
  access: "admin",
  input: CategoryFields.partial().extend(Key.shape),
  output: Category,
  find: findCategory,
  run: (context, { id, ...fields }) => change(context, id, fields),
});

export const deleteCategory = operation({
  name: "delete_category",
  summary: "Delete a category that has no products.",
  access: "admin",
  input: Key,
  output: z.null(),
  find: findCategory,
  refusals: { 409: "in_use: the category has products." },
  run: (context, { id }) =>
    transaction(context, async (tx) => {
      const gone = await tx.db
        .delete(categories)
        .where(eq(categories.id, id))
        .returning()
        .catch((error: unknown) => {
          throw sqlState(error) === FOREIGN_KEY_VIOLATION
            ? conflict("in_use", "This object is still referenced by other objects.")
            : error;
        });
      if (gone.length === 0) throw notFound();
      await audit(tx, {
        action: "delete_category",
        object_type: "category",
        object_id: id,
        before: { name: gone[0]?.name },
      });
      touchCategories(tx);
      return null;
    }),
});
