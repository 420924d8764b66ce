import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";

import { useAddress, useT, useTo } from "@/components/language/client";

import { useSuggestions } from "./find-suggestions";
import { forgetSearches, recentSearches, rememberSearch } from "./kept-searches";
import { type Option, groupsOf } from "./options";

export const LIST = "search-suggestions";
export const idOf = (index: number) => `${LIST}-${index}`;

type Field = RefObject<HTMLInputElement | null>;
type Handlers = {
  look: () => void;
  press: (event: KeyboardEvent) => void;
  leave: (event: FocusEvent) => void;
  submit: () => void;
};

/** Where a key leads among so many options; -1 is the field itself. */
function moved(key: string, active: number, count: number): number | undefined {
  if (key === "ArrowDown") return active + 1 < count ? active + 1 : -1;
  if (key === "ArrowUp") return active < 0 ? count - 1 : active - 1;
  if (active >= 0 && key === "Home") return 0;
  if (active >= 0 && key === "End") return count - 1;
  return undefined;
}

function useListeners(input: Field, handlers: Handlers): void {
  const onEvent = useEffectEvent((handle: (current: Handlers) => void) => handle(handlers));
  useEffect(() => {
    const field = input.current;
    const listeners = new AbortController();
    const options = { signal: listeners.signal };
    for (const name of ["input", "focus", "click"])
      field?.addEventListener(name, () => onEvent(({ look }) => look()), options);
    field?.addEventListener("keydown", (event) => onEvent(({ press }) => press(event)), options);
    field?.form?.addEventListener("focusout", (event) => onEvent(({ leave }) => leave(event)), options);
    field?.form?.addEventListener("submit", () => onEvent(({ submit }) => submit()), options);
    // The code comes after the field was entered.
    if (document.activeElement === field) onEvent(({ look }) => look());
    return () => listeners.abort();
  }, [input]);
}

/** What the field is to a screen reader, once it suggests something. */
function useRoles(input: Field, active: number, isOpen: boolean): void {
  useEffect(() => {
    const field = input.current;
    if (!field) return;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", LIST);
    field.setAttribute("aria-expanded", String(isOpen));
    if (isOpen && active >= 0) field.setAttribute("aria-activedescendant", idOf(active));
    else field.removeAttribute("aria-activedescendant");
  }, [input, active, isOpen]);
}

function write(field: HTMLInputElement | null, text: string): void {
  if (field) field.value = text;
}

/** Whether the list is wanted, and the key of its active option: none, and it is closed, on the next page. */
function useList() {
  const [isWanted, setWanted] = useState(false);
  const [active, setActive] = useState<string>();
  const address = useAddress();
  const [seen, setSeen] = useState(address);
  const show = (isShown: boolean) => {
    setWanted(isShown);
    setActive(undefined);
  };
  if (seen !== address) {
    setSeen(address);
    show(false);
  }
  function activate(index: number, option: Option | undefined) {
    setWanted(true);
    setActive(option?.key);
    document.getElementById(idOf(index))?.scrollIntoView({ block: "nearest" });
  }
  return { isWanted, active, show, activate };
}

/** A field with a list below it, in which Enter searches what was typed unless an option is active. */
export function useCombobox(input: Field) {
  const [text, setText] = useState("");
  const { isWanted, active: activeKey, show, activate } = useList();
  const [recent, setRecent] = useState(recentSearches);
  const router = useRouter();
  const [t, to] = [useT(), useTo()];
  const found = useSuggestions(text);
  const groups = groupsOf({ t, to }, text, found, recent);
  const options = groups.flatMap((group) => group.options);
  // Others may have come into its place since.
  const active = options.findIndex(({ key }) => key === activeKey);
  const isOpen = isWanted && options.length > 0;
  function choose({ href, search }: Option) {
    if (search !== undefined) {
      rememberSearch(search);
      write(input.current, search);
      setText(search);
    }
    show(false);
    router.push(href);
  }
  /** What a key does to the list; to the field it does what it always does. */
  function actionOf({ key }: KeyboardEvent): (() => void) | undefined {
    const option = isOpen ? options[active] : undefined;
    if (key === "Escape" && isOpen) return () => show(false);
    if (key === "Enter" && option) return () => choose(option);
    const next = moved(key, isOpen ? active : -1, options.length);
    return next === undefined || options.length === 0 ? undefined : () => activate(next, options[next]);
  }
  const look = () => {
    setText(input.current?.value.trim() ?? "");
    setRecent(recentSearches());
    show(true);
  };
  useListeners(input, {
    look,
    press(event) {
      const act = event.isComposing ? undefined : actionOf(event);
      if (!act) return;
      event.preventDefault();
      act();
    },
    leave({ relatedTarget }) {
      if (!(relatedTarget instanceof Node && input.current?.form?.contains(relatedTarget))) show(false);
    },
    submit: () => show(false),
  });
  useRoles(input, active, isOpen);
  const forget = () => {
    forgetSearches();
    setRecent([]);
  };
  return { text, groups, active, isOpen, recent, choose, forget, isSettled: found?.text === text };
}
