import { randomUUID } from "node:crypto";

import { encode } from "next-auth/jwt";

import { alternate, load, ratio, speedOf } from "./load.mjs";
import { memoryOf } from "./shop.mjs";
import { atLeast, atMost, megabytes, times, told } from "./table.mjs";

const CACHED = ["/", "/products", "/products/everyday-bowl"];
const TIMES_FASTER = 5;
const MEMORY_BYTES = 600e6;

/** The server's memory after a crowd of visitors looked at everything. */
export async function measureMemory({ url, pid }, { requests }) {
  const { results } = await (await fetch(`${url}/api/v1/products/?page_size=100`)).json();
  const ofProducts = results.flatMap(({ id, slug }) => [`/products/${slug}`, `/api/v1/products/${id}/`]);
  const paths = [...CACHED, "/search?q=lamp", "/cart", "/api/v1/products/", "/api/v1/categories/", ...ofProducts];
  const before = memoryOf(pid);
  await load({ url, paths, pid }, { amount: requests });
  const after = memoryOf(pid);
  const figures = [
    told("After the start", megabytes(before.now)),
    atMost(`After ${requests} requests for pages and API`, after.now, MEMORY_BYTES, megabytes),
    told("At its largest", megabytes(after.most)),
  ];
  return [["Memory of the server", figures]];
}

/** Pages that are kept, against pages that are made for each request. */
export async function measurePages(shop, plan) {
  const token = { sid: randomUUID(), sub: "0" };
  // Of a session that is not there: the page asks the database for it, once, and is shown as to a stranger.
  const cookie = `session=${await encode({ token, secret: shop.secrets.AUTH_SECRET, maxAge: 3600 })}`;
  const target = (name, path, headers) => ({ name, url: shop.url + path, pid: shop.pid, headers });
  const group = (headers) => [
    ...CACHED.map((path) => target(path, path, headers)),
    target("/sign-in: made each time, one query", "/sign-in", { ...headers, cookie }),
    target("/products?ordering=name: made each time, eleven queries", "/products?ordering=name", headers),
  ];
  const compressed = group({ "accept-encoding": "gzip, deflate, br, zstd" });
  const plain = group({});
  const measured = await alternate([...compressed, ...plain], plan);
  return [
    ["Pages compressed, as browsers ask: requests/s, p50 / p95", pageFigures(measured.slice(0, compressed.length))],
    ["Pages not compressed: requests/s, p50 / p95", pageFigures(measured.slice(compressed.length))],
  ];
}

function pageFigures(measured) {
  const [home, list, product, oneQuery, sameList] = measured;
  return [
    ...measured.map(speedOf),
    ...[home, list, product].map((page) =>
      atLeast(`${page.name}, times as fast as one query`, ratio(page, oneQuery, "perSecond"), TIMES_FASTER, times),
    ),
    told(`${list.name}, times as fast as the same list`, times(ratio(list, sameList, "perSecond"))),
  ];
}
