import { throttled } from "../errors";

const MAX_AT_ONCE = 20;
const RETRY_AFTER_S = 5;

/** Who is being answered by this process. */
const running = new Set<string>();

/** Lets one answer a person and a few in all run at once; undefined when there are too many. Throws 429 for a second. */
export function enter(who: string): (() => void) | undefined {
  if (running.has(who)) throw throttled(RETRY_AFTER_S);
  if (running.size >= MAX_AT_ONCE) return undefined;
  running.add(who);
  return () => void running.delete(who);
}
