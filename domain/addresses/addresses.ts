import { count } from "drizzle-orm";

import { addresses } from "@/db/schema";
import { SavedAddress } from "@/model/addresses";
import { Key, PageQuery, pageOf } from "@/model/fields";

import { operation } from "../operation";
import { pageOffset, pageSize } from "../paging";
import { getOwnAddress, own, readAddresses, shape } from "./read-addresses";

export const listAddresses = operation({
  name: "list_addresses",
  summary: "The caller's address book: the default first, then the newest.",
  access: "user",
  paginated: true,
  input: PageQuery,
  output: pageOf(SavedAddress),
  async run(context, query) {
    const where = own(context);
    const [total] = await context.db.select({ count: count() }).from(addresses).where(where);
    const found = total?.count ?? 0;
    const rows = await readAddresses(context.db, where, pageSize(query), pageOffset(query, found));
    return { count: found, results: rows.map(shape) };
  },
});

export const getAddress = operation({
  name: "get_address",
  summary: "One address of the caller's book.",
  access: "user",
  input: Key,
  output: SavedAddress,
  find: getOwnAddress,
  run: async (_context, _input, row) => shape(row),
});
