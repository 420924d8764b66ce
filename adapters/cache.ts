import { unstable_cache } from "next/cache";
import { cache } from "react";
import type { z } from "zod";

import type { AnyOperation } from "@/domain/operation";
import { isSigned } from "@/domain/secrets";

import { ANNOUNCEMENT } from "./announce";
import { readBytes } from "./body";
import { publicContext } from "./context";
import { invalidate } from "./stale";

const ANNOUNCEMENT_LIMIT = 64 * 1024;
const ANNOUNCEMENT_MAX_AGE_MS = 60_000;
/** What was changed behind the shop's back, in the database itself, is seen after this long. */
const MAX_AGE_S = 300;

type Input<O extends AnyOperation> = z.input<O["spec"]["input"]>;
type Output<O extends AnyOperation> = z.output<O["spec"]["output"]>;

/** A public read for pages: nobody's own, kept until an operation touches one of its tags. */
export function cached<O extends AnyOperation>(operation: O, tags: (input: Input<O>) => string[]) {
  const read = (input: Input<O>) => operation(publicContext(), input) as Promise<Output<O>>;
  return cache((input: Input<O>): Promise<Output<O>> =>
    unstable_cache(() => read(input), [operation.spec.name, JSON.stringify(input)], {
      tags: tags(input),
      revalidate: MAX_AGE_S,
    })(),
  );
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
