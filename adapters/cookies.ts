/** The value of one cookie of a request. */
export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === name) return decoded(value.join("=").trim());
  }
  return undefined;
}

/** A value that nobody can have set is none. */
function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

type CookieOptions = { httpOnly: boolean; sameSite: "lax"; path: string; secure: boolean; maxAge: number };

/** A Set-Cookie header. */
export const cookieText = (name: string, value: string, { httpOnly, sameSite, path, secure, maxAge }: CookieOptions) =>
  [
    `${name}=${encodeURIComponent(value)}`,
    `Path=${path}`,
    `Max-Age=${maxAge}`,
    `SameSite=${sameSite}`,
    ...(httpOnly ? ["HttpOnly"] : []),
    ...(secure ? ["Secure"] : []),
  ].join("; ");
