/**
 * The database's address for `pg`, the driver under graphile-worker. Without uselibpqcompat it would read sslmode=require
 * as a demand for a certificate that it can verify, which postgres.js and libpq do not.
 */
export function pgUrl(address: string, settings: Record<string, string> = {}): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries({ uselibpqcompat: "true", ...settings }))
    url.searchParams.set(name, value);
  return url.href;
}
