/** The value of one cookie of a request. */
export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === name) return decodeURIComponent(value.join("=").trim());
  }
  return undefined;
}
