import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

import type { Db } from "@/db";
import { type PageQuery, MAX_PAGE_SIZE } from "@/model/fields";

import { notFound } from "./errors";

const DEFAULT_PAGE_SIZE = 20;

export function pageSize({ page_size }: Pick<PageQuery, "page_size">): number {
  const size = /^\d{1,9}$/.test(page_size ?? "") ? Number(page_size) : DEFAULT_PAGE_SIZE;
  return Math.min(size || DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
}

/** Where the page asked for begins; a page past the end or no number is 404, page 1 of nothing is a page. */
export function pageOffset(query: Pick<PageQuery, "page" | "page_size">, count: number): number {
  const size = pageSize(query);
  const last = Math.max(1, Math.ceil(count / size));
  const page = query.page === "last" ? last : /^\d{1,15}$/.test(query.page) ? Number(query.page) : 0;
  if (page < 1 || page > last) throw notFound("Invalid page.");
  return (page - 1) * size;
}

type Paged<Row> = { count: number; results: Row[] };

/** A page of what a condition leaves of a table: how many there are in all, and those that are read. */
export async function readPage<Row>(
  db: Db,
  { from, where, query }: { from: PgTable; where: SQL | undefined; query: Pick<PageQuery, "page" | "page_size"> },
  read: (limit: number, offset: number) => PromiseLike<Row[]>,
): Promise<Paged<Row>> {
  const count = await db.$count(from, where);
  return { count, results: await read(pageSize(query), pageOffset(query, count)) };
}

/** A page of what was read whole. */
export function pageIn<Row>(all: readonly Row[], query: Pick<PageQuery, "page" | "page_size">): Paged<Row> {
  const offset = pageOffset(query, all.length);
  return { count: all.length, results: all.slice(offset, offset + pageSize(query)) };
}

/** A search term as a LIKE pattern in which the shopper's own % and _ mean themselves. */
export const containing = (term: string) => `%${term.replace(/[\\%_]/g, "\\$&")}%`;
