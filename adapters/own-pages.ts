import { forbidden } from "@/domain/errors";
import type { Context } from "@/domain/operation";

import { readBytes, readFields } from "./body";
import { isFromOwnPage, requestIdOf } from "./context";
import { errorResponse } from "./responses";
import { shopperContext } from "./storefront";
import { throttle } from "./throttle";

const LIMIT = 4096;

/**
 * Serves what only the shop's own pages ask for, as the shopper whose browser it is: someone without an account is given a
 * guest's cookie, what another site sends is refused, and every refusal is told in the language of the page.
 */
export async function serveOwnPage(
  request: Request,
  { isForm }: { isForm: boolean },
  run: (context: Context, fields: Record<string, unknown>) => Promise<Response>,
): Promise<Response> {
  try {
    if (!isFromOwnPage(request)) throw forbidden("This request came from another site.");
    const context = await shopperContext();
    await throttle(context, "POST");
    const bytes = await readBytes(request, LIMIT);
    return await run(context, { ...(await readFields(bytes, request.headers.get("content-type") ?? "", isForm)) });
  } catch (error) {
    return errorResponse(error, requestIdOf(request), request);
  }
}
