import type { Item, Store } from "../store.ts";
import { invalidRequest } from "./errors.ts";
import { type Params, groupOf, listOf, textOf } from "./form.ts";

const FILTERS = ["payment_intent", "charge", "customer"];

/** A page of a collection as Stripe cuts it: newest first, from a cursor, with the time of making as a filter. */
export function listObjects(store: Store, collection: string, params: Params, url: string) {
  const limit = Number(textOf(params["limit"]) ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidRequest("Invalid limit: must be between 1 and 100.", { param: "limit" });
  const all = store
    .all(collection)
    .toReversed()
    .filter((item) => matches(item, params));
  const after = textOf(params["starting_after"]);
  const before = textOf(params["ending_before"]);
  if (after && before)
    throw invalidRequest("Received both starting_after and ending_before parameters. Please pass in only one.");
  const at = (id: string, param: string) => {
    const index = all.findIndex((item) => item.id === id);
    if (index < 0)
      throw invalidRequest(`No such ${collection.replace(/s$/, "")}: '${id}'`, { code: "resource_missing", param });
    return index;
  };
  if (before) {
    const end = at(before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", url, has_more: start > 0, data: all.slice(start, end) };
  }
  const start = after ? at(after, "starting_after") + 1 : 0;
  return { object: "list", url, has_more: start + limit < all.length, data: all.slice(start, start + limit) };
}

function matches(item: Item, params: Params): boolean {
  const created = groupOf(params["created"]);
  const exact = textOf(params["created"]);
  const time = Number(item["created"]);
  const types = [...listOf(params["types"]), textOf(params["type"]) ?? []].flat();
  const isOf = (type: string) =>
    type.endsWith("*") ? String(item["type"]).startsWith(type.slice(0, -1)) : item["type"] === type;
  const bound = (name: string, holds: (limit: number) => boolean) => {
    const limit = textOf(created[name]);
    return limit === undefined || holds(Number(limit));
  };
  return (
    (exact === undefined || time === Number(exact)) &&
    bound("gte", (limit) => time >= limit) &&
    bound("gt", (limit) => time > limit) &&
    bound("lte", (limit) => time <= limit) &&
    bound("lt", (limit) => time < limit) &&
    (types.length === 0 || types.some(isOf)) &&
    FILTERS.every((name) => params[name] === undefined || item[name] === params[name])
  );
}
