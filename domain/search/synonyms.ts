import { asc, eq, ilike, sql } from "drizzle-orm";
import { z } from "zod";

import { search_synonyms } from "@/db/schema";
import { Key, pageOf } from "@/model/fields";
import { Synonym, SynonymFields, SynonymQuery } from "@/model/search";

import { audit } from "../audit";
import { CATALOG } from "../catalog/touch";
import { invalid, notFound } from "../errors";
import { type Context, type UserContext, isUniqueViolation, operation, transaction } from "../operation";
import { containing, readPage } from "../paging";

type Fields = { [Field in keyof SynonymFields]?: SynonymFields[Field] | undefined };

async function find({ db }: Context, id: number) {
  const [row] = await db.select().from(search_synonyms).where(eq(search_synonyms.id, id));
  if (!row) throw notFound();
  return row;
}

/** The stems of a term: throws 400 for one without a word. */
async function keyOf({ db }: Context, term: string): Promise<string> {
  const [row] = await db.execute<{ key: string }>(sql`select search_key(${term}) as key`);
  if (!row?.key) throw invalid({ term: ["Enter a word."] });
  return row.key;
}

const explained = (error: unknown) =>
  isUniqueViolation(error) ? invalid({ term: ["There are synonyms for this term already."] }) : error;

const asKept = async <F extends Fields>(tx: Context, fields: F) => ({
  ...fields,
  ...(fields.term !== undefined && { key: await keyOf(tx, fields.term) }),
});

export const listSynonyms = operation({
  name: "list_search_synonyms",
  summary: "What else is searched for when shoppers type certain words.",
  access: "admin",
  paginated: true,
  input: SynonymQuery,
  output: pageOf(Synonym),
  async run({ db }, query) {
    const where = query.search ? ilike(search_synonyms.term, containing(query.search)) : undefined;
    return readPage(db, { from: search_synonyms, where, query }, (limit, offset) =>
      db
        .select()
        .from(search_synonyms)
        .where(where)
        .orderBy(asc(search_synonyms.key), asc(search_synonyms.id))
        .limit(limit)
        .offset(offset),
    );
  },
});

export const getSynonym = operation({
  name: "get_search_synonym",
  summary: "The synonyms of one term.",
  access: "admin",
  input: Key,
  output: Synonym,
  find,
  run: async (_context, _input, row) => row,
});

export const createSynonym = operation({
  name: "create_search_synonym",
  summary: "Say what else is meant when shoppers type a word. It holds one way: the synonyms do not find the term.",
  access: "admin",
  input: SynonymFields,
  output: Synonym,
  run: (context, fields) =>
    transaction(context, async (tx) => {
      const values = { ...fields, key: await keyOf(tx, fields.term) };
      const [made] = await tx.db
        .insert(search_synonyms)
        .values(values)
        .returning()
        .catch((error: unknown) => {
          throw explained(error);
        });
      if (!made) throw new Error("insert into search_synonyms returned no row");
      await audit(tx, {
        action: "create_search_synonym",
        object_type: "search_synonym",
        object_id: made.id,
        after: fields,
      });
      tx.touched.add(CATALOG);
      return made;
    }),
});

function change(context: UserContext, id: number, fields: Fields) {
  return transaction(context, async (tx) => {
    const values = { ...(await asKept(tx, fields)), updated_at: new Date() };
    const [changed] = await tx.db
      .update(search_synonyms)
      .set(values)
      .where(eq(search_synonyms.id, id))
      .returning()
      .catch((error: unknown) => {
        throw explained(error);
      });
    if (!changed) throw notFound();
    await audit(tx, { action: "change_search_synonym", object_type: "search_synonym", object_id: id, after: fields });
    tx.touched.add(CATALOG);
    return changed;
  });
}

export const replaceSynonym = operation({
  name: "replace_search_synonym",
  summary: "Write the synonyms of a term again.",
  access: "admin",
  input: SynonymFields.extend(Key.shape),
  output: Synonym,
  find,
  run: (context, { id, ...fields }) => change(context, id, fields),
});

export const changeSynonym = operation({
  name: "change_search_synonym",
  summary: "Change a term, or its synonyms.",
  access: "admin",
  input: SynonymFields.partial().extend(Key.shape),
  output: Synonym,
  find,
  run: (context, { id, ...fields }) => change(context, id, fields),
});

export const deleteSynonym = operation({
  name: "delete_search_synonym",
  summary: "Delete a term with its synonyms.",
  access: "admin",
  input: Key,
  output: z.null(),
  find,
  run: (context, { id }) =>
    transaction(context, async (tx) => {
      const [gone] = await tx.db
        .delete(search_synonyms)
        .where(eq(search_synonyms.id, id))
        .returning({ term: search_synonyms.term });
      if (!gone) throw notFound();
      await audit(tx, { action: "delete_search_synonym", object_type: "search_synonym", object_id: id, before: gone });
      tx.touched.add(CATALOG);
      return null;
    }),
});
