import { readWishedIds } from "@/domain/wishlist/read-wishlist";
import { addWish, removeWish } from "@/domain/wishlist/wishlist";
import { DEFAULT_LOCALE, delocalized, localized } from "@/model/locales";

import { serveOwnPage } from "./own-pages";
import { json } from "./responses";

/**
 * The form of a heart, on pages that are the same for everybody. Scripts are told what is wished for now; a browser
 * without them is sent on to the list.
 */
export const changeWishes = (request: Request): Promise<Response> =>
  serveOwnPage(request, { isForm: true }, async (context, { product_id = "", remove }) => {
    if (remove) await removeWish(context, { id: String(product_id) }).catch(ignoreMissing);
    else await addWish(context, { product_id: String(product_id) });
    if (request.headers.get("accept")?.includes("application/json"))
      return json({ wishes: await readWishedIds(context) });
    const list = remove ? "/wishlist" : "/wishlist?added=1";
    return new Response(null, { status: 303, headers: { Location: localized(localeOfPage(request), list) } });
  });

/** A form without scripts says by Referer alone which page it stands on. */
const localeOfPage = (request: Request) => {
  const page = request.headers.get("referer") ?? "";
  return URL.canParse(page) ? delocalized(new URL(page).pathname).locale : DEFAULT_LOCALE;
};

/** Taken off in another tab is taken off. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && "status" in error && error.status === 404)) throw error;
}
