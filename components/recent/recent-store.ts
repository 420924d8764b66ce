import { useSyncExternalStore } from "react";

import type { Image } from "@/model/catalog";
import type { Locale } from "@/model/locales";

import { mayRemember } from "./may-remember";

/** What a card needs to show what was looked at, in the language it was read in; prices change, so none is kept. */
export type Seen = { slug: string; name: string; image: Image | null; locale: Locale };

const KEY = "recently-viewed";
const MOST = 12;
const NONE: Seen[] = [];
const listeners = new Set<() => void>();
let known: { raw: string; list: Seen[] } = { raw: "", list: NONE };

function isSeen(kept: unknown): kept is Seen {
  const { slug, name, image, locale } = Object(kept) as Partial<Seen>;
  const isImage = image === null || (typeof image?.url === "string" && Array.isArray(image.widths));
  return isImage && [slug, name, locale].every((text) => typeof text === "string");
}

/** Storage may be shut, or hold what someone else wrote. */
function read(): Seen[] {
  try {
    const raw = localStorage.getItem(KEY) ?? "";
    if (raw !== known.raw) {
      const list: unknown = JSON.parse(raw || "[]");
      known = { raw, list: Array.isArray(list) ? list.filter(isSeen) : NONE };
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

const isSame = (one: Seen, other: Seen) => one.slug === other.slug && one.locale === other.locale;

export const remember = (seen: Seen): void =>
  write(mayRemember() ? [seen, ...read().filter((other) => !isSame(other, seen))].slice(0, MOST) : NONE);
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
