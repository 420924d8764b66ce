import { generation } from "./stale";

type Kept = { generation: number; until: number; answer: Promise<{ text: string; headers: [string, string][] }> };

const KEPT_MS = 10_000;
const MAX_KEPT = 300;
const kept = new Map<string, Kept>();

/**
 * An answer that is the same for everybody: made once for all who ask, until anything of the shop became stale and for
 * ten seconds at most. What is refused is not kept.
 */
export async function keptAnswer(asked: string, make: () => Promise<Response>): Promise<Response> {
  const now = generation();
  // Without the page cache nobody would say what became stale.
  if (now === undefined) return make();
  let known = kept.get(asked);
  if (!known || known.generation !== now || known.until < Date.now()) {
    const answer = make().then(async (response) => ({ text: await response.text(), headers: [...response.headers] }));
    known = { generation: now, until: Date.now() + KEPT_MS, answer };
    kept.delete(asked);
    kept.set(asked, known);
    answer.catch(() => kept.delete(asked));
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  }
  const { text, headers } = await known.answer;
  return new Response(text, { headers });
}
