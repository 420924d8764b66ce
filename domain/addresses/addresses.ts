import { addresses } from "@/db/schema";
import { SavedAddress } from "@/model/addresses";
import { Key, PageQuery, pageOf } from "@/model/fields";

import { operation } from "../operation";
import { readPage } from "../paging";
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
    const { count, results } = await readPage(context.db, { from: addresses, where, query }, (limit, offset) =>
      readAddresses(context.db, where, limit, offset),
    );
    return { count, results: results.map(shape) };
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
