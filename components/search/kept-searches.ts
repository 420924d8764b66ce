import { mayRemember } from "../recent/may-remember";

const SEARCHES = "recent-searches";
const SLASH = "slash-search";
const MOST = 5;

/** Where a browser keeps nothing, nothing is remembered. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // It goes on without.
  }
}

/** What was last searched for in this browser; it stays there. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(read(SEARCHES) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}
export function rememberSearch(text: string): void {
  if (!mayRemember()) return forgetSearches();
  const others = recentSearches().filter((kept) => kept.toLowerCase() !== text.toLowerCase());
  write(SEARCHES, JSON.stringify([text, ...others].slice(0, MOST)));
}
export const forgetSearches = (): void => write(SEARCHES, null);

/** Whether "/" goes to the search. */
export const isSlashOn = (): boolean => read(SLASH) !== "off";
export const switchSlash = (isOn: boolean): void => write(SLASH, isOn ? null : "off");
