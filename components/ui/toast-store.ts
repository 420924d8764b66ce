import { useSyncExternalStore } from "react";

export type Toast = { key: number; text: string; action?: { label: string; run: () => void } };

const NONE: Toast[] = [];
let toasts = NONE;
let keys = 0;
const listeners = new Set<() => void>();

function set(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const SHOWN_MS = 6000;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

/** Tells of what happened in the background; what goes wrong with something on the page is said there instead. */
export function toast(text: string, action?: Toast["action"]): void {
  const key = keys++;
  set([...toasts.filter((other) => other.text !== text), { key, text, ...(action && { action }) }]);
  release(key);
}

export function dismiss(key: number): void {
  hold(key);
  set(toasts.filter((other) => other.key !== key));
}

/** Stays for as long as the pointer or the focus is on it, and six seconds after that. */
export const hold = (key: number): void => clearTimeout(timers.get(key));
export function release(key: number): void {
  hold(key);
  timers.set(
    key,
    setTimeout(() => dismiss(key), SHOWN_MS),
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
