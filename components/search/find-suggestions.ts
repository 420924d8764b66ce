import { useEffect, useRef, useState } from "react";

import type { Suggestions } from "@/model/search";

import { here } from "../language/here";

const PAUSE_MS = 150;
const MOST_KEPT = 50;

export type Found = Suggestions & { text: string };

const kept = new Map<string, Found>();

async function ask(text: string, signal: AbortSignal): Promise<Found> {
  const known = kept.get(text);
  if (known) return known;
  const answer = await fetch(`/api/v1/search/suggestions/?${new URLSearchParams({ search: text })}`, {
    signal,
    headers: here(),
  });
  if (!answer.ok) throw new Error(`suggestions: ${answer.status}`);
  const found = { ...((await answer.json()) as Suggestions), text };
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(text, found);
  return found;
}

/**
 * What is suggested for a text, once typing has paused: never for an older one than was last asked for. Until the answer
 * is there, what was found before stays.
 */
export function useSuggestions(text: string): Found | undefined {
  const [found, setFound] = useState<Found>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => {
    running.current?.abort();
    if (!text) return undefined;
    const controller = new AbortController();
    running.current = controller;
    const timer = setTimeout(
      () => {
        ask(text, controller.signal)
          .then((answer) => {
            if (!controller.signal.aborted) setFound(answer);
          })
          // Without suggestions the field is still a search.
          .catch(() => {});
      },
      kept.has(text) ? 0 : PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
  return text ? found : undefined;
}
