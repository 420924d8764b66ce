"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, useEffect, useRef, useTransition } from "react";

import { useT, useTo } from "#language";

import { buttonClass } from "../ui/button";

/** Without scripts a link to the longer list; with them it grows where it stands, and its address with it. */
export function LoadMore({ href, shown }: { href: string; shown: number }) {
  const t = useT();
  const router = useRouter();
  const to = useTo();
  const [isPending, start] = useTransition();
  const grown = useRef<number>(undefined);
  useEffect(() => () => focusCard(grown), []);
  useEffect(() => {
    if (grown.current !== undefined && grown.current < shown) focusCard(grown);
  }, [shown]);
  function load(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (isPending) return;
    grown.current = shown;
    start(() => router.replace(to(href), { scroll: false }));
  }
  return (
    <a
      href={to(href)}
      onClick={load}
      aria-disabled={isPending}
      className={`${buttonClass({ variant: "secondary" })} w-full`}
    >
      {t(isPending ? "catalog.more.loading" : "catalog.more.load")}
    </a>
  );
}

/** The keyboard goes on with the first product that is new. */
function focusCard(grown: { current: number | undefined }): void {
  const index = grown.current;
  grown.current = undefined;
  if (index === undefined) return;
  requestAnimationFrame(() =>
    document.querySelectorAll<HTMLElement>(".results article h2 a").item(index)?.focus({ preventScroll: true }),
  );
}
