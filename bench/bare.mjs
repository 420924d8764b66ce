// The least that an answer of the API can cost: its own SQL, the same pool, and nothing between them and node:http.
import { once } from "node:events";
import { createServer } from "node:http";

import "../scripts/register.mjs";

const { openApiFront } = await import("../adapters/api-front.ts");
const { db } = await import("../db/index.ts");

// oxlint-disable-next-line node/no-process-env -- a program of its own, told what to compare
const { READS, TOKEN } = process.env;
const sql = db().$client;

async function listen(answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

/** Lets the shop's own handlers answer a read; keeps the statements that they sent and what they answered. */
async function record(url) {
  const ask = () => fetch(url, { headers: { Authorization: `Token ${TOKEN}` } });
  // The first time also notes that the token is in use, and fetches its allowance.
  await ask();
  const statements = [];
  // A copy: the driver writes over the values what it sends of them.
  sql.options.debug = (_connection, text, values) => statements.push({ text, values: [...values] });
  const body = await (await ask()).json();
  sql.options.debug = false;
  return { statements, body };
}

const shop = await listen(await openApiFront(process.cwd()));
const reads = new Map();
for (const path of JSON.parse(READS)) reads.set(path, await record(`http://127.0.0.1:${shop}${path}`));

async function answer(request, response) {
  const { statements, body } = reads.get(request.url);
  for (const { text, values } of statements) await sql.unsafe(text, values, { prepare: true }).values();
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

process.on("disconnect", () => process.exit(0));
process.send(await listen((request, response) => void answer(request, response)));
