import { DomainError } from "@/domain/errors";
import { DEFAULT_LOCALE, type Locale, nearestLocale } from "@/model/locales";

/** The values of a header such as Accept or Accept-Language (RFC 9110), the most wanted first; none that is refused. */
export const wanted = (header: string): string[] =>
  header
    .split(",")
    .map((part, index) => {
      const [type = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
      const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
      return { type, quality: Number.isNaN(quality) ? 1 : quality, index };
    })
    .filter(({ type, quality }) => type !== "" && quality > 0)
    .toSorted((a, b) => b.quality - a.quality || a.index - b.index)
    .map(({ type }) => type);

const accepted = (request: Request) => wanted(request.headers.get("accept") ?? "*/*");

/** The language that someone prefers of those which the shop speaks. */
export const preferredLocale = ({ headers }: Request): Locale =>
  wanted(headers.get("accept-language") ?? "")
    .map(nearestLocale)
    .find((locale) => locale !== undefined) ?? DEFAULT_LOCALE;

const SPOKEN = new Set([
  "*/*",
  "application/*",
  "application/json",
  "application/problem+json",
  "text/html",
  "text/*",
  "text/event-stream",
]);

/** Throws 406 for a caller who takes nothing that we speak; some addresses speak one type more. */
export function refuseUnacceptable(request: Request, more?: string): void {
  if (accepted(request).some((type) => SPOKEN.has(type) || type === more)) return;
  throw new DomainError(406, "not_acceptable", "Could not satisfy the request Accept header.");
}

/** Whether errors are wanted in the form of RFC 9457. */
export const wantsProblems = (request: Request) =>
  (request.headers.get("accept") ?? "").includes("application/problem+json");

const prefers = (request: Request, wanted: string) => accepted(request).find((type) => SPOKEN.has(type)) === wanted;

/** Whether the answer is wanted as it comes, event by event. */
export const wantsEvents = (request: Request) => prefers(request, "text/event-stream");

/** Whether people are to read the answer: HTML is named before JSON and before anything. */
export const prefersHtml = (request: Request) => prefers(request, "text/html");
