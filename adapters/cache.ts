import { unstable_cache } from "next/cache";
import { cache } from "react";
import type { z } from "zod";

import type { AnyOperation } from "@/domain/operation";
import { isSigned } from "@/domain/secrets";
import type { Locale } from "@/model/locales";

import { ANNOUNCEMENT } from "./announce";
import { readBytes } from "./body";
import { publicContext } from "./context";
import { pageLocale } from "./page-locale";
import { invalidate } from "./stale";

const ANNOUNCEMENT_LIMIT = 64 * 1024;
const ANNOUNCEMENT_MAX_AGE_MS = 60_000;
/** What was changed behind the shop's back, in the database itself, is seen after this long. */
const MAX_AGE_S = 300;

type Input<O extends AnyOperation> = z.input<O["spec"]["input"]>;
type Output<O extends AnyOperation> = z.output<O["spec"]["output"]>;

/**
 * A public read for pages, in their language: nobody's own, kept until an operation touches one of its tags. What is no
 * page says in which language: readStore.in(DEFAULT_LOCALE, {}).
 */
export function cached<O extends AnyOperation>(operation: O, tags: (input: Input<O>) => string[]) {
  const readIn = cache((locale: Locale, input: Input<O>): Promise<Output<O>> => {
    const read = () => operation(publicContext(locale), input) as Promise<Output<O>>;
    return unstable_cache(read, [operation.spec.name, locale, JSON.stringify(input)], {
      tags: tags(input),
      revalidate: MAX_AGE_S,
    })();
  });
  return Object.assign(async (input: Input<O>) => readIn(await pageLocale(), input), { in: readIn });
}

/** What another process announces: believes what is signed with the shop's own secret, and only just now. */
export async function receiveAnnouncement(request: Request): Promise<Response> {
  const body = new TextDecoder().decode(await readBytes(request, ANNOUNCEMENT_LIMIT).catch(() => new Uint8Array()));
  if (!isSigned(ANNOUNCEMENT, body, request.headers.get("x-signature") ?? ""))
    return new Response(null, { status: 404 });
  const { at, tags } = JSON.parse(body) as { at: number; tags: string[] };
  if (Math.abs(Date.now() - at) > ANNOUNCEMENT_MAX_AGE_MS) return new Response(null, { status: 404 });
  invalidate(tags);
  return new Response(null, { status: 204 });
}
