import { forbidden } from "@/domain/errors";
import { readWishedIds } from "@/domain/wishlist/read-wishlist";
import { addWish, removeWish } from "@/domain/wishlist/wishlist";

import { readBytes, readFields } from "./body";
import { isFromOwnPage, requestIdOf } from "./context";
import { errorResponse, json } from "./responses";
import { shopperContext } from "./storefront";
import { throttle } from "./throttle";

const LIMIT = 4096;

/**
 * The form of a heart, on pages that are the same for everybody. Scripts are told what is wished for now; a browser
 * without them is sent on to the list.
 */
export async function changeWishes(request: Request): Promise<Response> {
  try {
    if (!isFromOwnPage(request)) throw forbidden("This request came from another site.");
    const context = await shopperContext();
    await throttle(context, "POST");
    const bytes = await readBytes(request, LIMIT);
    const { product_id = "", remove }: Partial<Record<string, string>> = {
      ...(await readFields(bytes, request.headers.get("content-type") ?? "", true)),
    };
    if (remove) await removeWish(context, { id: product_id }).catch(ignoreMissing);
    else await addWish(context, { product_id });
    if (request.headers.get("accept")?.includes("application/json"))
      return json({ wishes: await readWishedIds(context) });
    return new Response(null, { status: 303, headers: { Location: "/wishlist" } });
  } catch (error) {
    return errorResponse(error, requestIdOf(request), request);
  }
}

/** Taken off in another tab is taken off. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && "status" in error && error.status === 404)) throw error;
}
