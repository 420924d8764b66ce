import type { CallOptions, Send } from "./http.ts";
import type { Routes } from "./types.ts";

type Address = keyof Routes;
type Nothing = Record<string, never>;
type WithoutBody = {
  [A in Address]: A extends `DELETE ${string}` | `GET ${string}/{id}/`
    ? A
    : Routes[A]["input"] extends Nothing
      ? A
      : never;
}[Address];
type WithBody = Exclude<Address, WithoutBody | `GET ${string}`>;
type WithPages = {
  [A in Address]: Routes[A]["output"] extends { count: number; results: unknown[] } ? A : never;
}[Address];

/** A read of one thing that the query says. */
type WithQuery = {
  [A in Address]: A extends `GET ${string}` ? (A extends WithoutBody | WithPages ? never : A) : never;
}[Address];

/** Most ids are numbers. */
type Id<A> = A extends `${string} /${"chat" | "pages" | "stock-alerts/stop" | "wishlists"}/${string}{id}${string}`
  ? [id: string]
  : A extends `${string}{id}${string}`
    ? [id: number]
    : [];
type Result<A extends Address> = Routes[A]["output"] extends null ? void : Routes[A]["output"];
type Fresh = CallOptions & { ifNoneMatch?: undefined };
type Read<A extends Address> = {
  (...given: [...Id<A>, options?: Fresh]): Promise<Result<A>>;
  (...given: [...Id<A>, options?: CallOptions]): Promise<Result<A> | null>;
};
/** A call without a body. */
type Ask<A extends Address> = A extends `GET ${string}`
  ? Read<A>
  : (...given: [...Id<A>, options?: CallOptions]) => Promise<Result<A>>;
/** A call with a body. */
type Tell<A extends Address> = (
  ...given: [...Id<A>, body: Routes[A]["input"], options?: CallOptions]
) => Promise<Result<A>>;

/** A read that a query tells apart. */
type Find<A extends WithQuery> = (query: Routes[A]["input"], options?: Fresh) => Promise<Result<A>>;

/** One page of a list, with the addresses of its neighbours. */
export type Page<T> = { count: number; next: string | null; previous: string | null; results: T[] };
type Item<A extends WithPages> = Routes[A]["output"]["results"][number];
/** The filters of a list, and which part of it. */
type Query<A extends WithPages> = Omit<Routes[A]["input"], "page" | "page_size"> & {
  page?: number | "last" | undefined;
  /** 20 when left out, at most 100. */
  page_size?: number | undefined;
};
type Paged<A extends WithPages> = {
  /** One page. */
  list: {
    (...given: [...Id<A>, query?: Query<A>, options?: Fresh]): Promise<Page<Item<A>>>;
    (...given: [...Id<A>, query: Query<A> | undefined, options: CallOptions]): Promise<Page<Item<A>> | null>;
  };
  /** This page and those after it, each fetched when it is wanted. */
  pages: (...given: [...Id<A>, query?: Query<A>, options?: Fresh]) => AsyncGenerator<Page<Item<A>>, void, undefined>;
  /** What is on this page and those after it. */
  all: (...given: [...Id<A>, query?: Query<A>, options?: Fresh]) => AsyncGenerator<Item<A>, void, undefined>;
};

/** The address with the id in its place; what is given after that stays. */
function placed(path: string, given: unknown[]): string {
  return path.includes("{id}") ? path.replace("{id}", encodeURIComponent(String(given.shift()))) : path;
}

/** Makes functions of addresses; which arguments they take, the address and the type of its route say. */
export function verbs(send: Send) {
  const caller =
    (address: string, hasBody: boolean) =>
    (...given: unknown[]) => {
      const [method = "", template = ""] = address.split(" ");
      const path = placed(template, given);
      const body = hasBody ? given.shift() : undefined;
      return send({ method, path, body }, given[0] as CallOptions | undefined);
    };
  return {
    ask: <A extends WithoutBody>(address: A) => caller(address, false) as Ask<A>,
    tell: <A extends WithBody>(address: A) => caller(address, true) as Tell<A>,
    find: <A extends WithQuery>(address: A): Find<A> => {
      const path = address.slice("GET ".length);
      return (query, options) => send({ method: "GET", path, search: searchOf(query) }, options);
    },
    paged: <A extends WithPages>(address: A): Paged<A> => {
      const asked = (given: unknown[]) => {
        const path = placed(address.slice("GET ".length), given);
        const [query = {}, options] = given as [query?: object, options?: CallOptions];
        return { path, query, options };
      };
      const list = (...given: unknown[]) => {
        const { path, query, options } = asked(given);
        return send<Page<Item<A>>>({ method: "GET", path, search: searchOf(query) }, options);
      };
      async function* follow({ path, query, options }: ReturnType<typeof asked>) {
        for (let search: string | null = searchOf(query); search !== null;) {
          const page: Page<Item<A>> = await send({ method: "GET", path, search }, options);
          yield page;
          // Of the link only what it asks for: the token goes to no other address than the one we were given.
          search = page.next === null ? null : new URL(page.next, "http://shop").search;
        }
      }
      const pages = (...given: unknown[]) => follow(asked(given));
      async function* all(...given: unknown[]) {
        const { query, ...rest } = asked(given);
        for await (const page of follow({ ...rest, query: { page_size: 100, ...query } })) yield* page.results;
      }
      return { list: list as Paged<A>["list"], pages, all };
    },
  };
}

function searchOf(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, string | number | boolean | undefined][])
    if (value !== undefined) parameters.append(name, String(value));
  const text = parameters.toString();
  return text && `?${text}`;
}
