import { badRequest } from "@/domain/errors";
import { once } from "@/domain/idempotency";
import { principalOf } from "@/domain/limits";
import type { AnyOperation, Context } from "@/domain/operation";
import { sign } from "@/domain/secrets";

import { JSON_HEADERS, errorResponse } from "./responses";

type Run = (context: Context) => Promise<Response>;

/** Carries out a POST once for each Idempotency-Key of the caller's: sent again, it gets the first answer again. */
export async function honourKey(
  context: Context,
  request: Request,
  { spec, bytes }: { spec: AnyOperation["spec"]; bytes: () => Promise<Uint8Array> },
  run: Run,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return run(context);
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw badRequest(
      "invalid_idempotency_key",
      "Idempotency-Key must be 1 to 255 visible ASCII characters, without spaces.",
    );
  const claim = {
    principal: principalOf(context),
    key,
    path: new URL(request.url).pathname.replace(/\/?$/, "/"),
    body_hash: sign("idempotency", Buffer.from(await bytes()).toString("latin1")),
  };
  let fresh: Response | undefined;
  const asAnswer = async (response: Response) => {
    fresh = response;
    return { status: response.status, body: await response.clone().text() };
  };
  const refused = (error: Error) => asAnswer(errorResponse(error, context.requestId, request));
  const { status, body, isReplayed } = await once(
    context,
    claim,
    { isOutward: spec.isOutward === true, refused },
    async (inside) => asAnswer(await run(inside)),
  );
  if (!isReplayed && fresh) return fresh;
  const headers = {
    ...(status !== 204 && JSON_HEADERS),
    ...(status >= 400 && refusalHeaders(body)),
    "Idempotent-Replayed": "true",
  };
  return new Response(status === 204 ? null : body, { status, headers });
}

/** What the headers of a refusal said, read from the body that was kept of it. */
function refusalHeaders(body: string): Record<string, string> {
  const { code, title } = JSON.parse(body) as { code: string; title?: string };
  return { "X-Error-Code": code, ...(title !== undefined && { "Content-Type": "application/problem+json" }) };
}
