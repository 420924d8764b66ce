import type { Instrumentation } from "next";

/** One line for what broke while a page was made: with the digest that the page shows, and the request's id. */
export const onRequestError: Instrumentation.onRequestError = async (error, { path, headers }, { routePath }) => {
  // oxlint-disable-next-line node/no-process-env -- Next replaces it, so that the log stays out of other runtimes
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { log } = await import("./adapters/log");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const requestId = String(headers["x-request-id"] ?? "");
  log().error({ err: error, digest, request_id: requestId, path, route: routePath }, "page failed");
};
