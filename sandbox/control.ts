import { z } from "zod";

import type { Faults, Rule } from "./faults.ts";
import { ledgerOf } from "./ledger.ts";
import { OpenAiError } from "./openai/errors.ts";
import type { Speakers } from "./openai/speakers.ts";
import type { Store } from "./store.ts";
import type { Webhooks } from "./stripe/webhooks.ts";

const OrderSchema = z.strictObject({
  order: z.enum(["made", "reversed", "shuffled"]).optional(),
  seed: z.int().optional(),
});
const ReplaySchema = OrderSchema.extend({ ids: z.array(z.string()).optional() });

/** What a test does to a sandbox: lets things go wrong, chooses who speaks, and looks at the money. */
export const controlOf = (store: Store, faults: Faults, speakers: Speakers, webhooks: Webhooks) => ({
  faults: {
    add: (rule: Rule) => faults.add(rule),
    list: () => faults.list(),
    /** Takes away one rule or all; what was held goes on its way once nothing holds it. */
    async clear(id?: string): Promise<void> {
      faults.remove((rule) => id === undefined || rule.id === id);
      if (!faults.has("hold")) await webhooks.release();
    },
    /** Ends all holding: what was held is sent in this order, and its ids are answered when it arrived. */
    release(order?: z.infer<typeof OrderSchema>): Promise<string[]> {
      faults.remove(({ kind }) => kind === "hold");
      return webhooks.release(order);
    },
    replay: (choice?: z.infer<typeof ReplaySchema>) => webhooks.replay(choice),
  },
  speakers,
  ledger: () => ledgerOf(store),
});
type Control = ReturnType<typeof controlOf>;

type Run = (control: Control, body: unknown, id?: string) => unknown;
const ROUTES = new Map<string, Run>([
  ["GET faults", ({ faults }) => faults.list()],
  ["POST faults", ({ faults }, body) => faults.add(body as Rule)],
  ["DELETE faults", ({ faults }, _, id) => faults.clear(id).then(faults.list)],
  ["GET speakers", ({ speakers }) => speakers.list()],
  ["POST speakers", ({ speakers }, body) => speakers.add(body)],
  [
    "DELETE speakers",
    ({ speakers }, _, id) => {
      speakers.remove(id);
      return speakers.list();
    },
  ],
  ["POST release", ({ faults }, body) => faults.release(OrderSchema.parse(body))],
  ["POST replay", ({ faults }, body) => faults.replay(ReplaySchema.parse(body))],
  ["GET ledger", ({ ledger }) => ledger()],
]);

type Request = { method: string; path: string; body: string; authorization: string | undefined };
type Answer = { status: number; body: unknown };

/** The same over HTTP at /control, for who has the sandbox's secret key. */
export async function answerControl(control: Control, secret: string, request: Request): Promise<Answer> {
  if (request.authorization !== `Bearer ${secret}`) return refusal(401, "The sandbox's secret key is missing.");
  const [, , name, id] = request.path.split("/");
  const run = ROUTES.get(`${request.method} ${name}`);
  if (!run) return refusal(404, "There is no such control.");
  try {
    return { status: 200, body: await run(control, JSON.parse(request.body || "{}"), id) };
  } catch (error) {
    if (error instanceof z.ZodError) return refusal(400, z.prettifyError(error));
    if (error instanceof OpenAiError) return refusal(400, error.detail.message);
    if (error instanceof SyntaxError) return refusal(400, "The body is no JSON.");
    throw error;
  }
}

const refusal = (status: number, error: string): Answer => ({ status, body: { error } });
