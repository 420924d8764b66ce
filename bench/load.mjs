import autocannon from "autocannon";

import { Refusal } from "../scripts/say.mjs";
import { cpuMs } from "./shop.mjs";
import { told } from "./table.mjs";

/** As many as the shop has connections to its database. */
const CONNECTIONS = 10;

export function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Sends as many requests as are answered; limit is { duration } in seconds or { amount } of requests. */
export async function load({ url, pid, headers = {}, paths }, limit) {
  const times = [];
  const before = cpuMs(pid);
  const run = autocannon({
    url,
    headers,
    connections: CONNECTIONS,
    ...limit,
    ...(paths && { requests: paths.map((path) => ({ path })) }),
  });
  run.on("response", (_client, _status, _bytes, ms) => times.push(ms));
  let reason = "";
  run.on("reqError", (error) => (reason ||= error.message));
  const { non2xx, errors, start, finish } = await run;
  const used = cpuMs(pid) - before;
  if (non2xx + errors > 0 || times.length === 0)
    throw new Refusal(`${url}: ${non2xx} answers were no success, ${errors} requests failed. ${reason}`);
  times.sort((left, right) => left - right);
  const at = (share) => times[Math.ceil(times.length * share) - 1];
  return {
    perSecond: (times.length * 1000) / (finish - start),
    p50: at(0.5),
    p95: at(0.95),
    cpuMs: used / times.length,
  };
}

/** Loads the targets in turns, so that what else the machine does meets all of them alike. */
export async function alternate(targets, { rounds, seconds }) {
  const runs = new Map(targets.map((target) => [target, []]));
  for (let round = 0; round < rounds; round++)
    for (const target of targets) runs.get(target).push(await load(target, { duration: seconds }));
  return targets.map((target) => ({ ...target, runs: runs.get(target) }));
}

/** The median of one figure over all rounds. */
const typical = ({ runs }, figure) => median(runs.map((run) => run[figure]));

/** How many times as much of a figure one target has as another in the same round: the median of the rounds. */
export const ratio = (one, other, figure) =>
  median(one.runs.map((run, round) => run[figure] / other.runs[round][figure]));

/** A line for a target that was loaded. */
export function speedOf(target) {
  const [perSecond, p50, p95, cpuMs] = ["perSecond", "p50", "p95", "cpuMs"].map((figure) => typical(target, figure));
  const cpu = Number.isNaN(cpuMs) ? "" : `, ${cpuMs.toFixed(2)} ms CPU`;
  return told(target.name, `${Math.round(perSecond)}/s, ${p50.toFixed(1)} / ${p95.toFixed(1)} ms${cpu}`);
}
