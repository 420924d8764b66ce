import { useSyncExternalStore } from "react";

type Session = {
  user: { username: string; is_admin: boolean } | null;
  cart_count: number;
  /** The ids of the products on the wish list. */
  wishes: number[];
};
type State = Session | null;

let state: State = null;
let loading: Promise<State> | undefined;
const listeners = new Set<() => void>();

function set(next: State): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Shows at once what is sure to become so, or what another answer said. */
export function amendSession(change: (session: Session) => Partial<Session>): void {
  if (state) set({ ...state, ...change(state) });
}

/** Asks again who is signed in and what is in the cart, and answers what is known then; without an answer all stays as it is. */
export async function refreshSession(): Promise<State> {
  try {
    const answer = await fetch("/api/session");
    if (answer.ok) set((await answer.json()) as Session);
  } catch {
    // The header works without: its links lead to pages that know.
  }
  return state;
}

/** Runs when a page that was left comes back as the browser kept it: what it shows is as old. */
export function onReturn(run: () => void): void {
  addEventListener("pageshow", ({ persisted }) => persisted && run());
}

/** In a task of its own: the page that comes to life has the word. */
const afterwards = () => new Promise<void>((resolve) => void setTimeout(resolve));

function begin(): Promise<State> {
  onReturn(() => void refreshSession());
  return afterwards().then(refreshSession);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  loading ??= begin();
  return () => listeners.delete(listener);
}

/**
 * What is picked of who reads this page and how full their cart is; nothing is known until the answer is there. Whoever
 * picks is shown anew when just that has changed, so it picks what can be compared.
 */
export const useSession = <T>(pick: (session: State) => T): T =>
  useSyncExternalStore(
    subscribe,
    () => pick(state),
    () => pick(null),
  );

/** Whoever shows the cart over the page listens here for when it should. */
const openers = new Set<(wasAdded: boolean) => void>();

export function onOpenCart(open: (wasAdded: boolean) => void): () => void {
  openers.add(open);
  return () => void openers.delete(open);
}

/** Something was put into the cart on this page: the header learns of it, and the cart shows itself. */
export async function showAdded(): Promise<void> {
  for (const open of openers) open(true);
  await refreshSession();
}
