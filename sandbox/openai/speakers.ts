import { z } from "zod";

import { newId } from "../stripe/objects.ts";
import { getModel } from "./models.ts";
import type { Prompt } from "./prompt.ts";

const RuleSchema = z.strictObject({
  /** The model that speaks. */
  speaks: z.string(),
  /** What the user's last words must hold. */
  where: z.string().min(1),
});
type Active = z.output<typeof RuleSchema> & { id: string };

/** By which words of a user another model speaks than the one that is asked: so tests of one shop choose theirs side by side. */
export class Speakers {
  #active: Active[] = [];

  add(rule: unknown): Active {
    const active = { ...RuleSchema.parse(rule), id: newId("speaker") };
    getModel(active.speaks);
    this.#active.push(active);
    return active;
  }

  readonly list = (): Active[] => [...this.#active];

  /** Takes away one rule or all. */
  remove(given?: string): void {
    this.#active = this.#active.filter(({ id }) => given !== undefined && id !== given);
  }

  find(asked: string, { turns }: Prompt) {
    const last = turns.findLast((turn) => turn.kind === "said" && turn.by === "user");
    const text = last?.kind === "said" ? last.text : "";
    return getModel(this.#active.find(({ where }) => text.includes(where))?.speaks ?? asked);
  }
}
