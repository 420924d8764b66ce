import { useEffect, useSyncExternalStore } from "react";

import type { CartView } from "@/model/cart-view";

import { here } from "../language/here";
import { amendSession, onReturn } from "../layout/session-store";
import { toast } from "../ui/toast-store";

/** A line that was taken out and can be put back: where it stood, and what it was. */
export type Removed = { after: number | null; product_id: number; variant_id: number; name: string; quantity: number };
type State = {
  /** As the server last answered; undefined before it did. */
  cart: CartView | null | undefined;
  /** Quantities that are asked for and not answered yet, by line. */
  wanted: ReadonlyMap<number, number>;
  isBusy: boolean;
  isLost: boolean;
  /** Whether there ever was something in it. */
  wasFilled: boolean;
  /** Why a line, or the code (0), was refused. */
  problems: ReadonlyMap<number, string>;
  removed: Removed | null;
};
type Change = { do: string; [field: string]: unknown };
type Answer = { cart: CartView | null; problem: string | null };

const CODE = 0;
const NOTHING: State = {
  cart: undefined,
  wanted: new Map(),
  isBusy: false,
  isLost: false,
  wasFilled: false,
  problems: new Map(),
  removed: null,
};
const without = <V>(map: ReadonlyMap<number, V>, key: number) => new Map([...map].filter(([known]) => known !== key));
const together = <V>(map: ReadonlyMap<number, V>, key: number, value: V) => new Map(map).set(key, value);

const tellLost = (again: () => void) => toast({ key: "cart.lost" }, { label: "cart.try_again", run: again });

async function send(change?: Change): Promise<Answer> {
  const answer = await fetch("/api/cart", {
    headers: { ...here(), ...(change && { "Content-Type": "application/json" }) },
    ...(change && { method: "POST", body: JSON.stringify(change) }),
  });
  if (!answer.ok) throw new Error(`the cart answered ${answer.status}`);
  return (await answer.json()) as Answer;
}

/**
 * The cart of this page, for all who show it. Quantities show at once what was asked for; sums are the server's alone. One
 * request is under way at a time, and of the quantities of a line that were asked for meanwhile only the last is sent.
 */
class CartStore {
  #state = NOTHING;
  #queue: (() => Promise<void>)[] = [];
  #isWatching = false;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#isWatching) onReturn(this.load);
    this.#isWatching = true;
    return () => void this.#listeners.delete(listener);
  };
  readonly state = (): State => this.#state;

  /** What a page was drawn with; not while something newer is on its way. */
  readonly seed = (cart: CartView | null): void => {
    if (!this.#state.isBusy) this.#take({ cart });
  };

  /** Whoever reads the page from now on sees nothing of it, nor of what was still on its way. */
  readonly forget = (): void =>
    this.#enqueue(() => {
      this.#set({ ...NOTHING, isBusy: true });
      amendSession(() => ({ cart_count: 0 }));
      return Promise.resolve();
    });

  readonly load = (): void =>
    this.#enqueue(async () => {
      this.#take({ cart: (await send()).cart });
    });

  readonly setQuantity = (id: number, quantity: number): void => {
    const isQueued = this.#state.wanted.has(id);
    this.#set({
      wanted: together(this.#state.wanted, id, quantity),
      problems: without(this.#state.problems, id),
    });
    if (!isQueued) this.#enqueue(() => this.#sendQuantity(id));
  };

  /** Takes a line out, and remembers it for a while. */
  readonly remove = (id: number): void => {
    const lines = this.#state.cart?.lines ?? [];
    const index = lines.findIndex((line) => line.id === id);
    const line = lines[index];
    if (!line) return;
    const { product_id, variant_id, name, quantity } = line;
    this.#set({ removed: { after: lines[index - 1]?.id ?? null, product_id, variant_id, name, quantity } });
    this.setQuantity(id, 0);
  };

  readonly putBack = (): void => {
    const { removed } = this.#state;
    if (!removed) return;
    const { product_id, variant_id, quantity } = removed;
    this.#set({ removed: null });
    this.#change({ do: "add", product_id, variant_id, quantity });
  };
  readonly forgetRemoved = (): void => this.#set({ removed: null });

  readonly saveForLater = (id: number, name: string): void =>
    this.#change({ do: "save_for_later", id }, id, () => toast({ key: "cart.saved", values: { name } }));
  readonly applyCode = (code: string): void => this.#change({ do: "apply_code", code }, CODE);
  readonly removeCode = (): void => this.#change({ do: "remove_code" }, CODE);
  readonly setCountry = (country: string): void => this.#change({ do: "country", country });

  #change(change: Change, about = CODE, done?: () => void): void {
    this.#enqueue(
      async () => {
        const { cart, problem } = await send(change);
        const known = without(this.#state.problems, about);
        this.#take({ cart, problems: problem === null ? known : together(known, about, problem) });
        if (problem === null) done?.();
      },
      () => this.#change(change, about, done),
    );
  }

  async #sendQuantity(id: number): Promise<void> {
    const quantity = this.#state.wanted.get(id);
    if (quantity === undefined) return;
    try {
      const { cart, problem } = await send({ do: "set", id, quantity });
      const isLast = this.#state.wanted.get(id) === quantity;
      const isSettled = isLast || problem !== null;
      this.#take({
        cart,
        wanted: isSettled ? without(this.#state.wanted, id) : this.#state.wanted,
        problems: problem === null ? this.#state.problems : together(this.#state.problems, id, problem),
      });
      if (!isSettled) await this.#sendQuantity(id);
    } catch {
      const last = this.#state.wanted.get(id) ?? quantity;
      this.#set({ wanted: without(this.#state.wanted, id), removed: null });
      tellLost(() => (last === 0 ? this.remove(id) : this.setQuantity(id, last)));
    }
  }

  #enqueue(work: () => Promise<void>, again?: () => void): void {
    this.#queue.push(async () => {
      try {
        await work();
        this.#set({ isLost: false });
      } catch {
        if (again) tellLost(again);
        else this.#set({ isLost: true });
      }
    });
    if (!this.#state.isBusy) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#set({ isBusy: true });
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) await next();
    this.#set({ isBusy: false });
  }

  #take(change: Partial<State>): void {
    const wasFilled = this.#state.wasFilled || (change.cart?.lines.length ?? 0) > 0;
    this.#set({ ...change, wasFilled });
    const lines = this.#state.cart?.lines ?? [];
    amendSession(() => ({ cart_count: lines.reduce((count, { quantity }) => count + quantity, 0) }));
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export const cartStore = new CartStore();

/** The cart; until the store knows better, as the page was drawn with it. */
export function useCart(drawn?: CartView | null): State {
  const state = useSyncExternalStore(cartStore.subscribe, cartStore.state, () => NOTHING);
  useEffect(() => {
    if (drawn !== undefined) cartStore.seed(drawn);
  }, [drawn]);
  return state.cart === undefined && drawn !== undefined ? { ...state, cart: drawn } : state;
}

export const problemOfCode = ({ problems }: State): string | null => problems.get(CODE) ?? null;
