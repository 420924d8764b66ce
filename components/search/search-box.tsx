"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, Suspense, lazy, useEffect, useRef, useState } from "react";

import { usePlace, useT, useTo } from "@/components/language/client";

import { Icon } from "../ui/icon";
import { isSlashOn, rememberSearch } from "./kept-searches";

/** Comes with the first look at the field: nobody carries it who does not search. */
const Suggestions = lazy(() => import("./suggestions"));

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** "/" anywhere goes to the search, unless that was switched off. */
function useSlash(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (!isSlashOn()) return;
      event.preventDefault();
      focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [focus]);
}

const searchedFor = () => new URLSearchParams(location.search).get("q") ?? "";

/** The search of every page: a plain form, which suggests what it finds once scripts are there. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const [wasTouched, setTouched] = useState(false);
  const router = useRouter();
  const path = usePlace();
  const [t, to] = [useT(), useTo()];
  const [focus] = useState(() => () => {
    input.current?.focus();
    input.current?.select();
  });
  useSlash(focus);
  useEffect(() => {
    if (!input.current || document.activeElement === input.current) return;
    input.current.value = path === "/search" ? searchedFor() : "";
  }, [path]);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    const text = input.current?.value.trim() ?? "";
    event.preventDefault();
    if (!text) return;
    rememberSearch(text);
    router.push(to(`/search?${new URLSearchParams({ q: text })}`));
  }
  return (
    <form action={to("/search")} role="search" onSubmit={submit} className="relative w-full">
      <label htmlFor="search" className="sr-only">
        {t("search.label")}
      </label>
      <input
        ref={input}
        id="search"
        type="search"
        name="q"
        maxLength={200}
        autoComplete="off"
        enterKeyHint="search"
        placeholder={t("search.placeholder")}
        onFocus={() => setTouched(true)}
        className="control search-field min-h-11! rounded-full! ps-4! pe-11! text-base"
      />
      <button
        type="submit"
        aria-label={t("search.search")}
        className="hover:text-accent absolute end-0 top-0 inline-flex size-11 items-center justify-center"
      >
        <Icon name="search" className="size-5" />
      </button>
      {wasTouched && (
        <Suspense>
          <Suggestions input={input} />
        </Suspense>
      )}
    </form>
  );
}
