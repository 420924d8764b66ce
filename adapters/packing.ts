import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { constants } from "node:zlib";

import compression from "compression";

import { wanted } from "./negotiate";

type Packing = "br" | "gzip" | "identity";

/** As fast as gzip's usual level on our pages, for a quarter fewer bytes. */
const BROTLI_QUALITY = 6;
const compress = compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } } });

const takenBy = (headers: IncomingHttpHeaders) => wanted(String(headers["accept-encoding"] ?? ""));

export const takesGzip = (headers: IncomingHttpHeaders) => takenBy(headers).includes("gzip");

/** How a page is packed: the best way that whoever asks takes. */
export function packingFor(headers: IncomingHttpHeaders): Packing {
  const taken = takenBy(headers);
  return (["br", "gzip"] as const).find((way) => taken.includes(way)) ?? "identity";
}

/** Has what is written to the answer from here on go out packed, where that helps; it may be streamed. */
export function packAnswer(request: IncomingMessage, response: ServerResponse): void {
  // One way of two that are both taken: what is kept of the answer is kept under it.
  request.headers["accept-encoding"] = packingFor(request.headers);
  compress(request as Parameters<typeof compress>[0], response as Parameters<typeof compress>[1], () => undefined);
}
