import { expect } from "vitest";

import type { Endpoint, Method } from "@/adapters/endpoint";
import type { Route } from "@/adapters/route";

import { judgeOf } from "./conforms";

type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Module = Record<string, Handler | Endpoint>;

const modules = import.meta.glob<Module>("../../app/api/v1/**/route.ts", { eager: true });

/** Where Next serves a route file: the address as the contract writes it, with the slash at its end. */
function pathOf(file: string): string {
  const folder = file.replace(/^\.\.\/\.\.\/app|\/route\.ts$/g, "").replace(/\[(\w+)\]/g, "{$1}");
  return folder.endsWith(".json") ? folder : `${folder}/`;
}

const files = Object.entries(modules).filter(([file]) => !file.includes("[..."));

/** Every endpoint of the API, found where Next finds it, in the order of their addresses. */
export const routes: Route[] = files
  .flatMap(([file, exported]) =>
    Object.entries(exported).flatMap(([method, handler]) =>
      "spec" in handler && method !== "HEAD"
        ? [{ path: pathOf(file), method: method as Method, endpoint: handler }]
        : [],
    ),
  )
  .toSorted((left, right) => left.path.localeCompare(right.path, "en"));

/** The handlers of every address, those that refuse a method included. */
export const addresses = files.map(([file, exported]) => ({
  path: pathOf(file),
  handlers: exported as Record<string, Handler>,
}));

/** No answer of any call may be other than the document says. */
const judge = judgeOf(routes);

type Sent = {
  token?: string | undefined;
  body?: unknown;
  id?: number | string;
  query?: string;
  headers?: Record<string, string>;
};

const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

/** Calls a route as Next would, without a server: "POST /cart/items/", with {id} in the path taken from id. */
export async function send(route: string, { token, body, id, query = "", headers = {} }: Sent = {}): Promise<Response> {
  const [method = "", path = ""] = route.split(" ");
  const address = addresses.find((known) => known.path === `/api/v1${path}`);
  const handler = address?.handlers[method];
  if (!handler) throw new Error(`There is no route ${route}`);
  const url = `http://shop.test/api/v1${path.replace("{id}", String(id))}${query}`;
  const request = new Request(url, {
    method,
    headers: {
      ...(token !== undefined && { Authorization: `Token ${token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: textOf(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id: String(id) }) });
  if (method !== "HEAD" && method !== "OPTIONS") expect(await judge(`/api/v1${path}`, method, response)).toEqual([]);
  return response;
}
