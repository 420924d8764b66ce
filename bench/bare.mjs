// The least that an answer of the API can cost: its own SQL, the same pool, and nothing between them and node:http.
import { createServer } from "node:http";

import { drizzle } from "drizzle-orm/postgres-js";

import "../scripts/register.mjs";

const { connect } = await import("../db/index.ts");
const schema = await import("../db/schema/index.ts");
const { getProduct } = await import("../domain/catalog/get-product.ts");
const { listProducts } = await import("../domain/catalog/list-products.ts");

// oxlint-disable-next-line node/no-process-env -- a program of its own, told where the database is
const sql = connect(process.env.DATABASE_URL).$client;

/** Performs a read once; keeps the statements that it sent and what it answered. */
async function record(operation, input) {
  const statements = [];
  const db = drizzle(sql, { schema, logger: { logQuery: (text, values) => statements.push({ text, values }) } });
  const context = { db, user: null, credential: null, guest: null, requestId: "bench", touched: new Set() };
  return { statements, body: await operation(context, input) };
}

const reads = {
  "/api/v1/products/": await record(listProducts, {}),
  "/api/v1/products/1/": await record(getProduct, { id: 1 }),
};

async function answer(request, response) {
  const { statements, body } = reads[request.url];
  for (const { text, values } of statements) await sql.unsafe(text, values, { prepare: true }).values();
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

const server = createServer((request, response) => void answer(request, response));
process.on("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
