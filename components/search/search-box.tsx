"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { type SubmitEvent, Suspense, lazy, useEffect, useRef, useState } from "react";

import { usePlace, useT, useTo } from "@/components/language/client";

import { leave } from "../layout/going";
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

/** Tells what the page was searched for, whenever that is something else. */
function FollowSearch({ follow }: { follow: (searched: string) => void }) {
  const query = useSearchParams().get("q") ?? "";
  const searched = usePlace() === "/search" ? query : "";
  useEffect(() => follow(searched), [follow, searched]);
  return null;
}

/** The search of every page: a plain form, which suggests what it finds once scripts are there. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  /** What the field said when it was last in step with the page. */
  const said = useRef("");
  const [wasTouched, setTouched] = useState(false);
  const router = useRouter();
  const [t, to] = [useT(), useTo()];
  const [focus] = useState(() => () => {
    input.current?.focus();
    input.current?.select();
  });
  const [follow] = useState(() => (searched: string) => {
    const field = input.current;
    if (!field) return;
    // What is being typed stays.
    const isTyped = field.value !== said.current && field.value !== searched;
    if (isTyped && document.activeElement === field) return;
    field.value = searched;
    said.current = searched;
  });
  useSlash(focus);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    const text = input.current?.value.trim() ?? "";
    event.preventDefault();
    if (!text) return;
    said.current = input.current?.value ?? "";
    rememberSearch(text);
    const address = to(`/search?${new URLSearchParams({ q: text })}`);
    if (address !== location.pathname + location.search) leave();
    router.push(address);
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
      <Suspense>
        <FollowSearch follow={follow} />
      </Suspense>
      {wasTouched && (
        <Suspense>
          <Suggestions input={input} />
        </Suspense>
      )}
    </form>
  );
}
