import { type Answer, type Item, type Prompt, type Tool, saying } from "../prompt.ts";
import { tellAssortment, tellPolicy } from "./answers.ts";
import { addToCart, changeQuantity, checkOut, removeFromCart, showCart } from "./cart.ts";
import { compare } from "./compare.ts";
import { tellDetail } from "./detail.ts";
import { find } from "./find.ts";
import { fitArguments } from "./fit.ts";
import { orderAgain, returnItem, tellOrders } from "./orders.ts";
import type { Plan, Talk, Use } from "./plan.ts";
import { type Returned, readTalk, returnedNow } from "./talk.ts";
import type { Kind } from "./understand.ts";

type Call = Item & { kind: "call" };

type Saying = "greeting" | "help" | "identity" | "puzzled" | "thanks";

const PLANS: Record<Kind, Saying | ((talk: Talk) => Plan)> = {
  add: addToCart,
  assortment: tellAssortment,
  cart: showCart,
  change: changeQuantity,
  checkout: checkOut,
  compare,
  detail: tellDetail,
  find,
  greeting: "greeting",
  help: "help",
  identity: "identity",
  orders: tellOrders,
  policy: tellPolicy,
  remove: removeFromCart,
  reorder: orderAgain,
  return: returnItem,
  thanks: "thanks",
  unknown: "puzzled",
};

/** Answers a shopper by rules: calls tools until the plan for what is wanted is through, then says what came of it. */
export function answer(prompt: Prompt): Answer {
  const talk = readTalk(prompt);
  const plan = PLANS[talk.wish.kind];
  const outcome = typeof plan === "string" ? talk.language.say[plan] : goThrough(plan(talk), prompt);
  if (typeof outcome !== "string") return outcome;
  const [tool] = prompt.tools;
  return prompt.mustCall && tool
    ? [callOf(tool, {}) ?? { kind: "call", name: tool.name, arguments: "{}" }]
    : saying(outcome);
}

/** The calls that a plan needs next, or the text that it ends in. */
function goThrough(plan: Plan, prompt: Prompt): Call[] | string {
  const returned = returnedNow(prompt);
  let step = plan.next([]);
  while (!step.done) {
    const { outputs, calls } = carryOut(step.value, prompt.tools, returned);
    if (calls.length > 0) return prompt.isParallel ? calls : calls.slice(0, 1);
    step = plan.next(outputs);
  }
  return step.value;
}

/** Finds what tools have returned already, and calls those that are offered for the rest; the same call is made once. */
function carryOut(uses: Use[], tools: Tool[], returned: Returned[]): { outputs: unknown[]; calls: Call[] } {
  const calls: Call[] = [];
  const done = new Map<string, unknown>();
  const outputs = uses.map(({ tool: name, known }) => {
    const offered = tools.find((tool) => tool.name === name);
    const call = offered && callOf(offered, known);
    const key = call?.arguments ?? "";
    if (call && done.has(name + key)) return done.get(name + key);
    const at = returned.findIndex((one) => one.name === name);
    const [found] = at < 0 ? [] : returned.splice(at, 1);
    if (call && !found) calls.push(call);
    done.set(name + key, found?.output);
    return found?.output;
  });
  return { outputs, calls };
}

function callOf({ name, parameters }: Tool, known: Use["known"]): Call | undefined {
  const fitted = fitArguments(parameters, known);
  return fitted === undefined ? undefined : { kind: "call", name, arguments: fitted };
}
