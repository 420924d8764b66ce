import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";

import { openSession } from "@/adapters/session";
import { db } from "@/db";
import { tokens } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import type { UserContext } from "@/domain/operation";
import { sha256 } from "@/domain/secrets";
import { newGuest, newProduct, newToken, newUser } from "@/tests/helpers";

import { type Kind, MAKE, type Operation, operations } from "./operations";
import { routes, send } from "./routes";

/** What belongs to one person; categories and products are the shop's. */
const PERSONAL = new Set<Kind>([
  "address",
  "cart item",
  "conversation",
  "order",
  "order item",
  "paid order",
  "proposal",
  "return",
  "session",
  "review",
  "stock alert",
  "token",
  "user",
  "wish",
]);
/** Of these an admin has their own, and no look at another's. */
const NOT_FOR_ADMINS = new Set<Kind>([
  "address",
  "cart item",
  "conversation",
  "proposal",
  "session",
  "stock alert",
  "token",
  "wish",
]);

/** What a caller has nothing of unless they made it. */
const NOT_THERE = new Set(["DELETE /cart/discount/", "DELETE /reviews/{id}/helpful/", "DELETE /wishlist/share/"]);

const WHO = ["nobody", "guest", "user", "session", "foreign page", "admin", "revoked", "expired"] as const;
type Who = (typeof WHO)[number];
type Whose = "own" | "another's" | "missing" | "nothing";
const whoseOf = ({ path }: Operation): Whose[] =>
  path.includes("{id}") ? ["own", "another's", "missing"] : ["nothing"];

const NOT_AUTHENTICATED = '401 {"detail":"Authentication credentials were not provided.","code":"not_authenticated"}';
const INVALID_TOKEN = '401 {"detail":"Invalid token.","code":"authentication_failed"}';
const NOT_ALLOWED = '403 {"detail":"You do not have permission to perform this action.","code":"permission_denied"}';
const OTHER_SITE = '403 {"detail":"This request came from another site.","code":"permission_denied"}';
const NOT_FOUND = '404 {"detail":"Not found.","code":"not_found"}';

/** The rule: credentials, then permission, then the object, and only then a body, which is broken here. */
function expected({ name, access, method, of }: Operation, who: Who, whose: Whose): string {
  if (who === "revoked" || who === "expired") return INVALID_TOKEN;
  if (who === "foreign page" && method !== "GET") return OTHER_SITE;
  const isStranger = who === "nobody" || who === "guest";
  const isKnown = access === "anyone" || (access === "shopper" && who === "guest");
  if (!isKnown && isStranger) return NOT_AUTHENTICATED;
  if (access === "admin" && who !== "admin") return NOT_ALLOWED;
  const isHidden = of && PERSONAL.has(of) && (who !== "admin" || NOT_FOR_ADMINS.has(of));
  if (whose !== "nothing" && of && PERSONAL.has(of) && isStranger) return NOT_FOUND;
  if (whose === "missing" || (whose === "another's" && isHidden) || NOT_THERE.has(name)) return NOT_FOUND;
  return { GET: "200", DELETE: "204", POST: "400", PUT: "400", PATCH: "400" }[method];
}

type Caller = { account: UserContext; headers: Record<string, string> };

async function newCaller(who: Who): Promise<Caller> {
  const account = await newUser(who === "admin" ? "admin" : "customer");
  return { account, headers: await CREDENTIALS[who](account) };
}

const byToken = async (account: UserContext, change?: Partial<typeof tokens.$inferInsert>) => {
  const token = await newToken(account);
  if (change)
    await db()
      .update(tokens)
      .set(change)
      .where(eq(tokens.token_hash, sha256(token)));
  return { Authorization: `Token ${token}` };
};
const bySession = async ({ user }: UserContext, site: string) => ({
  Cookie: `session=${await openSession(user.id, "Test")}`,
  "Sec-Fetch-Site": site,
});

/** What each sends to say who it is. The cart of a guest is the storefront's: to the API a guest is nobody. */
const CREDENTIALS: Record<Who, (account: UserContext) => Promise<Record<string, string>>> = {
  nobody: async () => ({}),
  guest: async () => {
    const secret = crypto.randomUUID();
    await addToCart({ ...newGuest(), guest: sha256(secret) }, { product_id: (await newProduct()).id });
    return { Cookie: `guest=${secret}`, "Sec-Fetch-Site": "same-origin" };
  },
  user: byToken,
  session: (account) => bySession(account, "same-origin"),
  "foreign page": (account) => bySession(account, "cross-site"),
  admin: byToken,
  revoked: (account) => byToken(account, { revoked_at: new Date() }),
  expired: (account) => byToken(account, { expires_at: new Date(0) }),
};

const MISSING = 99_999_999;
const kept = new Map<string, Promise<unknown>>();
function shared<T>(name: string, make: () => Promise<T>): Promise<T> {
  const known = (kept.get(name) as Promise<T> | undefined) ?? make();
  kept.set(name, known);
  return known;
}
const fresh = <T>(_name: string, make: () => Promise<T>): Promise<T> => make();

/** What is refused changes nothing, so that callers and objects serve many questions until one ends them. */
async function answered(operation: Operation, who: Who, whose: Whose): Promise<string> {
  const { name, path, method, of } = operation;
  const get = expected(operation, who, whose) === "204" ? fresh : shared;
  const caller = await get(who, () => newCaller(who));
  const owner = whose === "own" ? caller.account : await get("another", () => newUser());
  const id = whose === "missing" || !of ? MISSING : await get(`${of} of ${owner.user.id}`, () => MAKE[of](owner));
  const response = await send(name, {
    headers: caller.headers,
    ...(path.includes("{id}") && { id }),
    ...(method !== "GET" && method !== "DELETE" && { body: "not json" }),
  });
  return response.status > 400 ? `${response.status} ${await response.text()}` : String(response.status);
}

const nameOf = ({ method, path }: (typeof routes)[number]) => `${method} ${path.replace("/api/v1", "")}`;

test("every operation has its row", () => {
  const named = operations.map(({ name }) => name);
  const served = routes.map(nameOf);
  expect(served.toSorted()).toEqual(named.toSorted());
});

test.each(operations)("$name answers each caller as the contract says", async (operation) => {
  const wanted: Record<string, string> = {};
  const got: Record<string, string> = {};
  for (const who of WHO)
    for (const whose of whoseOf(operation)) {
      wanted[`${who}: ${whose}`] = expected(operation, who, whose);
      got[`${who}: ${whose}`] = await answered(operation, who, whose);
    }
  expect(got).toEqual(wanted);
});

describe("lists", () => {
  type Page = { next: string | null; results: { id: number | string }[] };
  async function idsOf(name: string, headers: Record<string, string>): Promise<Set<number | string>> {
    const ids = new Set<number | string>();
    for (let query: string | undefined = "?page_size=100"; query;) {
      const { next, results } = (await (await send(name, { headers, query })).json()) as Page;
      for (const { id } of results) ids.add(id);
      query = next ? new URL(next).search : undefined;
    }
    return ids;
  }

  const paginated = new Set(routes.filter(({ endpoint }) => endpoint.spec.paginated).map(nameOf));
  /** Those of one object are as readable as it is. */
  const lists = operations.filter(({ name, path }) => paginated.has(name) && !path.includes("{id}"));

  test("of what has no id are for everybody", () => {
    expect(lists.filter(({ of, access }) => !of && access !== "anyone")).toEqual([]);
  });

  test.each(lists.flatMap(({ name, access, of }) => (of ? [{ name, access, of }] : [])))(
    "$name has what its caller may see, and nothing else",
    async ({ name, access, of }) => {
      const [owner, stranger] = [await newUser(), await newUser()];
      const [own, other] = [await MAKE[of](owner), await MAKE[of](stranger)];
      const seenBy = async (account: UserContext) => {
        const ids = await idsOf(name, await byToken(account));
        return { own: ids.has(own), other: ids.has(other) };
      };
      const isForAdmins = !NOT_FOR_ADMINS.has(of);
      expect(await seenBy(await newUser("admin"))).toEqual({ own: isForAdmins, other: isForAdmins });
      if (access !== "admin") expect(await seenBy(owner)).toEqual({ own: true, other: !PERSONAL.has(of) });
    },
  );
});
