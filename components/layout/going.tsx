"use client";

import { useEffect } from "react";

import { useAddress } from "@/components/language/client";

/** Most pages are there sooner: a line that only flashes says nothing. */
const PATIENCE_MS = 200;
/** A page that has not come by then will not, or is the one that is here. */
const MOST_MS = 10_000;
let timers: ReturnType<typeof setTimeout>[] = [];

function arrive(): void {
  for (const timer of timers) clearTimeout(timer);
  delete document.documentElement.dataset["going"];
}

/** For whoever leads to another page without a link. */
export function leave(): void {
  arrive();
  const show = () => (document.documentElement.dataset["going"] = "");
  timers = [setTimeout(show, PATIENCE_MS), setTimeout(arrive, MOST_MS)];
}

/** Whether it leads away from this page, and in this window. */
function leadsAway({ target, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  const link = target instanceof Element && target.closest("a");
  if (!link || button || ctrlKey || metaKey || shiftKey || altKey || link.target || link.download) return false;
  const { origin, pathname, search } = location;
  return link.origin === origin && (link.pathname !== pathname || link.search !== search);
}

/**
 * Has a line run along the top of the window while a page is on its way (globals.css). A link that does something else on this
 * page keeps its click to itself.
 */
export function Going() {
  const address = useAddress();
  useEffect(arrive, [address]);
  useEffect(() => {
    const press = (event: MouseEvent) => leadsAway(event) && leave();
    addEventListener("click", press);
    addEventListener("pagehide", arrive);
    return () => {
      removeEventListener("click", press);
      removeEventListener("pagehide", arrive);
    };
  }, []);
  return null;
}
