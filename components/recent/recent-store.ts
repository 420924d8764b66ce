import { useSyncExternalStore } from "react";

import type { Image } from "@/model/catalog";

/** What a card needs to show what was looked at; prices change, so none is kept. */
export type Seen = { slug: string; name: string; image: Image | null };

const KEY = "recently-viewed";
const MOST = 12;
const NONE: Seen[] = [];
const listeners = new Set<() => void>();
let known: { raw: string; list: Seen[] } = { raw: "", list: NONE };

/** Storage may be shut, or hold what someone else wrote. */
function read(): Seen[] {
  try {
    const raw = localStorage.getItem(KEY) ?? "";
    if (raw !== known.raw) {
      const list: unknown = JSON.parse(raw || "[]");
      known = { raw, list: Array.isArray(list) ? (list as Seen[]) : NONE };
    }
    return known.list;
  } catch {
    return NONE;
  }
}

function write(list: Seen[]): void {
  try {
    if (list.length > 0) localStorage.setItem(KEY, JSON.stringify(list));
    else localStorage.removeItem(KEY);
  } catch {
    // Then nothing is remembered, and nothing is missing.
  }
  for (const listener of listeners) listener();
}

export const remember = (seen: Seen): void =>
  write([seen, ...read().filter(({ slug }) => slug !== seen.slug)].slice(0, MOST));
export const forgetAll = (): void => write([]);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** What this browser looked at, newest first; it is kept nowhere else. */
export const useRecent = (): Seen[] => useSyncExternalStore(subscribe, read, () => NONE);
