import { here } from "../language/here";
import { amendSession, refreshSession } from "../layout/session-store";

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * Puts a product on the wish list or takes it off: seen at once, sent in the order of the clicks, undone where it failed. Answers
 * whether the browser keeps whose list it is.
 */
export function wish(id: number, isWished: boolean): Promise<boolean> {
  amendSession(({ wishes }) => ({ wishes: isWished ? [id, ...wishes] : wishes.filter((other) => other !== id) }));
  waiting += 1;
  const sent = last.then(() => send(id, isWished));
  last = sent.catch(() => undefined);
  return sent;
}

/** Fails with what the shop says of it, or with nothing where it was not reached. */
async function send(id: number, isWished: boolean): Promise<boolean> {
  const body = new URLSearchParams({ product_id: String(id), ...(!isWished && { remove: "1" }) });
  const headers = { Accept: "application/json", ...here() };
  const answer = await fetch("/api/wishlist", { method: "POST", headers, body }).catch(() => null);
  waiting -= 1;
  if (answer?.ok) {
    const { wishes } = (await answer.json()) as { wishes: number[] };
    if (waiting > 0) return true;
    // Where the cookie of a new list was refused, who asks again is somebody else.
    if (isWished && wishes.length === 1) return (await refreshSession())?.wishes.includes(id) !== false;
    amendSession(() => ({ wishes }));
    return true;
  }
  await refreshSession();
  const refusal = answer ? ((await answer.json().catch(() => null)) as Refusal | null) : null;
  throw new Error(refusal?.product_id?.[0] ?? refusal?.detail ?? "");
}
type Refusal = { detail?: string; product_id?: string[] };
