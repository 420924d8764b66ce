import type { CallOptions, Send } from "./http.ts";
import type { Routes } from "./types.ts";

type Address = keyof Routes;
type Nothing = Record<string, never>;
type WithoutBody = {
  [A in Address]: A extends `${"GET" | "DELETE"} ${string}` ? A : Routes[A]["input"] extends Nothing ? A : never;
}[Address];
type WithBody = Exclude<Address, WithoutBody>;
type WithPages = {
  [A in Address]: Routes[A]["output"] extends { count: number; results: unknown[] } ? A : never;
}[Address];

type Id<A> = A extends `${string} /chat/{id}/` ? [id: string] : A extends `${string}{id}${string}` ? [id: number] : [];
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
    (query?: Query<A>, options?: Fresh): Promise<Page<Item<A>>>;
    (query: Query<A> | undefined, options: CallOptions): Promise<Page<Item<A>> | null>;
  };
  /** This page and those after it, each fetched when it is wanted. */
  pages: (query?: Query<A>, options?: Fresh) => AsyncGenerator<Page<Item<A>>, void, undefined>;
  /** What is on this page and those after it. */
  all: (query?: Query<A>, options?: Fresh) => AsyncGenerator<Item<A>, void, undefined>;
};

/** Makes functions of addresses; which arguments they take, the address and the type of its route say. */
export function verbs(send: Send) {
  const caller =
    (address: string, hasBody: boolean) =>
    (...given: unknown[]) => {
      const [method = "", path = ""] = address.split(" ");
      const id = path.includes("{id}") ? given.shift() : "";
      const body = hasBody ? given.shift() : undefined;
      const call = { method, path: path.replace("{id}", encodeURIComponent(String(id))), body };
      return send(call, given[0] as CallOptions | undefined);
    };
  return {
    ask: <A extends WithoutBody>(address: A) => caller(address, false) as Ask<A>,
    tell: <A extends WithBody>(address: A) => caller(address, true) as Tell<A>,
    paged: <A extends WithPages>(address: A): Paged<A> => {
      const path = address.slice("GET ".length);
      const list = (query: object = {}, options?: CallOptions) =>
        send<Page<Item<A>>>({ method: "GET", path, search: searchOf(query) }, options);
      async function* pages(query: object = {}, options?: CallOptions) {
        for (let search: string | null = searchOf(query); search !== null;) {
          const page: Page<Item<A>> = await send({ method: "GET", path, search }, options);
          yield page;
          // Of the link only what it asks for: the token goes to no other address than the one we were given.
          search = page.next === null ? null : new URL(page.next, "http://shop").search;
        }
      }
      async function* all(query: object = {}, options?: CallOptions) {
        for await (const page of pages({ page_size: 100, ...query }, options)) yield* page.results;
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
