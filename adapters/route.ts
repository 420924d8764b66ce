import type { Endpoint, Method } from "./endpoint";

/** An endpoint and where it is served; path as OpenAPI writes it, such as /api/v1/products/{id}/. */
export type Route = { path: string; method: Method; endpoint: Endpoint };
/** A route, and whether its address can be read: only then is there something to compare If-Match with. */
export type Placed = Route & { isReadable: boolean };
