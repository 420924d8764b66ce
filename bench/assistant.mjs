// How fast the assistant of the sandbox answers through the shop, and what a crowd that asks does to those who browse.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Refusal } from "../scripts/say.mjs";
import { browse, browseFor, p50, p95 } from "./browsing.mjs";
import { median } from "./load.mjs";
import { atMost, milliseconds, times, told } from "./table.mjs";

const FIRST_WORD_MS = 300;
/** What a look may cost, in queries of its kind. */
const QUERIES = 2;
const STREAMS = 20;
const TIMES_SLOWER = 1.5;
const SMALL_TALK = "What can you do?";
/** By this a question asks for the model that does what it is told, without a pause. */
const MARK = "(bench)";
const TOLD = `${MARK} SAY Done.`;
const SENT = `${MARK}\nCALL list_products {"search":"lamp"}`;
/** The same at the pace of a model: a look, then as many words as an answer usually has. */
const CROWD = "(crowd)";
const QUESTION = `${CROWD}\nCALL list_products {"search":"lamp"}\nSAY ${"This lamp gives a warm light, and its linen shade is made by hand. ".repeat(8)}`;
/** About what such an answer takes. */
const ANSWER_MS = 2200;
const SEARCH = "/api/v1/products/?search=lamp&page_size=6";

const post = (body, headers) => ({
  method: "POST",
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});

async function must(response) {
  if (!response.ok) throw new Refusal(`${response.url} answered ${response.status}: ${await response.text()}`);
  return response;
}

async function newAsker({ url }) {
  const body = { username: `asker-${randomUUID()}`, password: "a loom of one's own" };
  const response = await must(await fetch(`${url}/api/v1/users/register/`, post(body)));
  return { Authorization: `Token ${(await response.json()).token}` };
}

/** Both ways to the same model: through the shop, and to the sandbox itself. */
async function openWays(shop) {
  const running = JSON.parse(readFileSync(path.join(shop.dataDir, "running.json"), "utf8"));
  const secret = { Authorization: `Bearer ${running.STRIPE_SECRET_KEY}` };
  for (const rule of [
    { speaks: "sandbox-obedient", where: MARK },
    { speaks: "sandbox-obedient-paced", where: CROWD },
  ])
    await must(await fetch(`${shop.url}/sandbox/control/speakers`, post(rule, secret)));
  const key = { Authorization: `Bearer ${running.OPENAI_API_KEY}` };
  const asker = await newAsker(shop);
  const events = { Accept: "text/event-stream" };
  return {
    stream: (message, by = asker) => fetch(`${shop.url}/api/v1/chat/`, post({ message }, { ...by, ...events })),
    answer: (message) => fetch(`${shop.url}/api/v1/chat/`, post({ message }, asker)),
    search: () => fetch(shop.url + SEARCH, { headers: asker }),
    model: (input) =>
      fetch(`${running.OPENAI_BASE_URL}/responses`, post({ model: "sandbox", input, stream: true }, key)),
  };
}

/** How long it takes to the first that is said, of a stream that is heard to its end. */
async function firstWord(asking, pattern) {
  const since = performance.now();
  let [text, ms] = ["", NaN];
  for await (const chunk of (await must(await asking())).body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (Number.isNaN(ms) && pattern.test(text)) ms = performance.now() - since;
  }
  return ms;
}

async function whole(asking) {
  const since = performance.now();
  await (await must(await asking())).arrayBuffer();
  return performance.now() - since;
}

/** Does things in turns, so that what else the machine does meets all of them alike; the first few times do not count. */
async function alternate(works, { amount, warm }) {
  const took = works.map(() => []);
  for (let turn = -warm; turn < amount; turn++)
    for (const [index, work] of works.entries()) {
      const ms = await work();
      if (turn >= 0) took[index].push(ms);
    }
  return took;
}

const spread = (took) => `${p50(took).toFixed(1)} / ${p95(took).toFixed(1)} ms`;

async function measureFirstWord({ stream, model }, plan) {
  const [shop, bare] = await alternate(
    [
      () => firstWord(() => stream(SMALL_TALK), /^event: delta/m),
      () => firstWord(() => model(SMALL_TALK), /^event: response\.output_text\.delta/m),
    ],
    plan,
  );
  return [
    "The first word of the assistant: p50 / p95",
    [
      told("Of a stream of /api/v1/chat/", spread(shop)),
      told("  bare, of the sandbox's /openai/v1", spread(bare)),
      told("  p50, shop : bare", times(p50(shop) / p50(bare))),
      atMost("  p95", p95(shop), FIRST_WORD_MS, milliseconds),
    ],
  ];
}

/** What the model is asked after a look: it has read what came of it. */
async function afterLook({ search }) {
  const output = (await (await must(await search())).text()).slice(0, 12_000);
  return [
    { role: "user", content: SENT },
    { type: "function_call", call_id: "call_1", name: "list_products", arguments: "{}" },
    { type: "function_call_output", call_id: "call_1", output },
  ];
}

async function measureLook(ways, plan) {
  const looked = await afterLook(ways);
  const [without, once, model, query] = await alternate(
    [
      () => whole(() => ways.answer(TOLD)),
      () => whole(() => ways.answer(SENT)),
      () => whole(() => ways.model(looked)),
      () => whole(ways.search),
    ],
    plan,
  );
  const added = p50(once) - p50(without) - p50(model);
  return [
    "An answer and a look into the catalog, by a model that takes no time: p50 / p95",
    [
      told("Answered at once", spread(without)),
      told("Answered after one look", spread(once)),
      told("  bare, what the model is asked after it", spread(model)),
      told(`  bare, ${SEARCH}`, spread(query)),
      atMost("  added by the shop : the query", added / p50(query), QUERIES, times),
    ],
  ];
}

/**
 * Has so many people listen to an answer at any time until what it answers is called, which answers how often they were
 * answered. They come one after the other, as people do: all answers take as long, and who began together would end and
 * ask again together for ever.
 */
function crowd({ stream }, askers) {
  let [isOver, answers] = [false, 0];
  const ask = async (asker, index) => {
    await sleep((index * ANSWER_MS) / askers.length);
    while (!isOver) {
      await whole(() => stream(QUESTION, asker));
      answers++;
    }
  };
  const asking = askers.map(ask);
  return async () => {
    isOver = true;
    await Promise.all(asking);
    return answers;
  };
}

async function measureCrowd(shop, ways, { rounds, ms }) {
  const askers = [];
  while (askers.length < STREAMS) askers.push(await newAsker(shop));
  // The first time also makes the pages that are kept.
  await browseFor(shop, ms);
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const alone = p95(await browseFor(shop, ms));
    const since = performance.now();
    const endCrowd = crowd(ways, askers);
    await sleep(ANSWER_MS);
    const endBrowsing = browse(shop);
    await sleep(ms);
    const beside = p95(await endBrowsing());
    found.push({ alone, beside, answers: ((await endCrowd()) * 1000) / (performance.now() - since) });
  }
  const typical = (figure) => median(found.map((one) => one[figure]));
  return [
    `Browsing while ${STREAMS} answers are spoken at once, each at 66 tokens a second`,
    [
      told("Answers, each with its looks", `${typical("answers").toFixed(1)}/s`),
      told("  browsing alone / beside it, p95", `${typical("alone").toFixed(1)} / ${typical("beside").toFixed(1)} ms`),
      atMost(
        "  browsing beside it : alone, p95",
        median(found.map(({ alone, beside }) => beside / alone)),
        TIMES_SLOWER,
        times,
      ),
    ],
  ];
}

export async function measureAssistant(shop, { rounds, seconds, warm }) {
  const ways = await openWays(shop);
  const plan = { amount: rounds * 20, warm: Math.ceil(warm / 10) };
  return [
    await measureFirstWord(ways, plan),
    await measureLook(ways, { ...plan, amount: plan.amount * 2, warm }),
    await measureCrowd(shop, ways, { rounds, ms: seconds * 2000 }),
  ];
}
