import { useSyncExternalStore } from "react";

import type { MessageKey } from "@/model/translate";

type Text = { key: MessageKey; values?: Record<string, string> };
export type Toast = { id: number; text: Text; action?: { label: MessageKey; run: () => void } };

const NONE: Toast[] = [];
let toasts = NONE;
let ids = 0;
const listeners = new Set<() => void>();

function set(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const SHOWN_MS = 6000;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

/** Tells of what happened in the background; what goes wrong with something on the page is said there instead. */
export function toast(text: Text, action?: Toast["action"]): void {
  const id = ids++;
  const isOther = (other: Toast) => JSON.stringify(other.text) !== JSON.stringify(text);
  set([...toasts.filter(isOther), { id, text, ...(action && { action }) }]);
  release(id);
}

export function dismiss(id: number): void {
  hold(id);
  set(toasts.filter((other) => other.id !== id));
}

/** Stays for as long as the pointer or the focus is on it, and six seconds after that. */
export const hold = (id: number): void => clearTimeout(timers.get(id));
export function release(id: number): void {
  hold(id);
  timers.set(
    id,
    setTimeout(() => dismiss(id), SHOWN_MS),
  );
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useToasts = (): Toast[] =>
  useSyncExternalStore(
    subscribe,
    () => toasts,
    () => NONE,
  );
