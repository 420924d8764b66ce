import { useSyncExternalStore } from "react";

import { type Beside, Failure, type Told, ask, forget, read } from "./ask";

export type Entry = { key: number; role: "user" | "assistant"; text: string; beside: Beside; problem?: Told };
/** What was said, whether something is being said, and what a screen reader is told of it. */
type State = { entries: Entry[]; isBusy: boolean; status: Told };

const KEPT_AS = "assistant-conversation";
const NOTHING: State = { entries: [], isBusy: false, status: "" };

/** Where a browser keeps nothing, a conversation lasts as long as its page. */
function keep(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, id);
  } catch {
    // It goes on without.
  }
}
function keptId(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

/** The product whose page is open. */
const productOnPage = () =>
  Number(document.querySelector<HTMLElement>("[data-product-id]")?.dataset["productId"]) || null;

/** The conversation of this page. */
class Talk {
  #state = NOTHING;
  #id: string | null = null;
  #isLoaded = false;
  #keys = 0;
  #running: AbortController | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#isLoaded) void this.#load();
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): State => this.#state;

  readonly say = (text: string): void => {
    this.#add({ role: "user", text });
    void this.#answer(text);
  };

  /** Asks once more what was not answered. */
  readonly retry = (): void => {
    const entries = this.#state.entries.filter(({ problem }) => problem === undefined);
    this.#set({ entries });
    const asked = entries.findLast(({ role }) => role === "user");
    if (asked) void this.#answer(asked.text);
  };

  readonly stop = (): void => this.#running?.abort();

  /** Has the shop forget what was said. */
  readonly startOver = (): void => {
    this.stop();
    if (this.#id) void forget(this.#id);
    this.#remember(null);
    this.#set({ entries: [], status: "" });
  };

  async #load(): Promise<void> {
    this.#isLoaded = true;
    this.#id = keptId();
    if (this.#id === null) return;
    this.#set({ isBusy: true });
    const conversation = await read(this.#id);
    if (!conversation) this.#remember(null);
    this.#set({ isBusy: false });
    for (const { role, text, created_at: _, ...beside } of conversation?.messages ?? [])
      this.#add({ role, text, beside });
  }

  async #answer(message: string): Promise<void> {
    const stopping = new AbortController();
    this.#running = stopping;
    const key = this.#add({ role: "assistant", text: "" });
    this.#set({ isBusy: true, status: { key: "assistant.answering" } });
    let said = "";
    const hear = (text: string) => this.#change(key, () => ({ text: (said += text) }));
    const show = (part: (known: Beside) => Beside) =>
      this.#change(key, ({ beside }) => ({ beside: { ...beside, ...part(beside) } }));
    try {
      const question = { message, conversation_id: this.#id, product_id: productOnPage() };
      this.#remember(await ask(question, { hear, show }, stopping.signal));
      this.#set({ status: said });
    } catch (error) {
      if (error instanceof Failure && error.conversationId) this.#remember(error.conversationId);
      const problem = error instanceof Failure ? error.told : ({ key: "assistant.stopped" } as const);
      this.#change(key, () => ({ problem }));
      this.#set({ status: problem });
    }
    this.#set({ isBusy: false });
  }

  #remember(id: string | null): void {
    this.#id = id;
    keep(id);
  }

  #add(entry: Pick<Entry, "role" | "text"> & Partial<Entry>): number {
    const key = this.#keys++;
    this.#set({ entries: [...this.#state.entries, { key, beside: {}, ...entry }] });
    return key;
  }

  #change(key: number, make: (entry: Entry) => Partial<Entry>): void {
    const entries = this.#state.entries.map((entry) => (entry.key === key ? { ...entry, ...make(entry) } : entry));
    this.#set({ entries });
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export const talk = new Talk();
export const useTalk = () => useSyncExternalStore(talk.subscribe, talk.state, () => NOTHING);
