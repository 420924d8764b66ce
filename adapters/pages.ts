import { z } from "zod";

import { pageSize } from "@/domain/paging";
import { env } from "@/env";

const Page = z.looseObject({ count: z.int(), results: z.array(z.unknown()) });
/** What HTTP adds to a page of results. */
export const links = { next: z.url().nullable(), previous: z.url().nullable() };

/** Wraps a page of results in the envelope of the API; links begin with the shop's own address, never with Host. */
export function withLinks(url: string, result: unknown) {
  const { count, results, ...more } = Page.parse(result);
  const { pathname, searchParams } = new URL(url);
  const size = pageSize({ page_size: searchParams.get("page_size") ?? undefined });
  const last = Math.max(1, Math.ceil(count / size));
  const asked = searchParams.get("page") ?? "1";
  const page = asked === "last" ? last : Number(asked);
  const link = (to: number) => {
    const target = new URL(pathname.replace(/\/?$/, "/"), env().APP_URL);
    for (const [name, value] of searchParams) target.searchParams.append(name, value);
    target.searchParams.set("page", String(to));
    if (to === 1) target.searchParams.delete("page");
    return target.href;
  };
  return {
    count,
    next: page < last ? link(page + 1) : null,
    previous: page > 1 ? link(page - 1) : null,
    results,
    ...more,
  };
}
