"use client";

import { useRouter } from "next/navigation";
import {
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from "react";

import { useT, useTo } from "#language";
import { addressOf, readFilters, sortsOf, withFilters } from "@/model/listing";

import { useReady } from "../ui/use-ready";

const FORM = "filter-form";

/** What someone was at when the list changed: the page of a narrowed list is another than that of the whole one. */
let left: { control: string | undefined; isOpen: boolean } | undefined;

/** How to find a control again when it is made anew. */
function nameOf(element: Element | null): string | undefined {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement)) return undefined;
  const { price } = element.dataset;
  if (price) return `[data-price="${price}"]`;
  return `[name="${element.name}"]${element.type === "radio" ? ":checked" : ""}`;
}

/** The address that a form would ask for, with nothing in it that says nothing. */
function targetOf(form: HTMLFormElement, path: string): string {
  const given: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") given[name] = value;
  return addressOf(path, withFilters(readFilters(given, path === "/search"), {}));
}

type Props = { action: string; address: string; children: ReactNode };

/** While a slider is moved by keys, the list waits for the last of them. */
const SLIDER_MS = 300;
const inputsOf = (form: HTMLFormElement | null) =>
  [...(form?.elements ?? [])].filter((element) => element instanceof HTMLInputElement);
const isSwitch = ({ type }: HTMLInputElement) => type === "radio" || type === "checkbox";
/** What the page came with: a number that is being typed keeps an older default. */
const sentValue = (input: HTMLInputElement) => input.dataset["value"] ?? input.defaultValue;
const isChanged = (input: HTMLInputElement) =>
  isSwitch(input) ? input.checked !== input.defaultChecked : input.name !== "" && input.value !== sentValue(input);

function restore(form: HTMLFormElement | null): void {
  for (const input of inputsOf(form))
    if (isSwitch(input)) input.checked = input.defaultChecked;
    else if (input.type !== "hidden") input.value = sentValue(input);
}

/** Tells of each change of a form, wherever on the page its parts are, and of links that change the list. */
function useChanges(form: RefObject<HTMLFormElement | null>, change: () => void, leave: () => void): void {
  const onChanged = useEffectEvent(change);
  const onLeft = useEffectEvent(leave);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onChange = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement) || target.form !== form.current)
        return;
      clearTimeout(timer);
      if (target.type === "range") timer = setTimeout(() => onChanged(), SLIDER_MS);
      else onChanged();
    };
    const onClick = ({ target }: Event) => {
      if (target instanceof Element && target.closest("a[data-filter]")) onLeft();
    };
    document.addEventListener("change", onChange);
    document.addEventListener("click", onClick, true);
    // What was chosen before the scripts came counts as well.
    if (inputsOf(form.current).some(isChanged)) onChanged();
    return () => {
      clearTimeout(timer);
      document.removeEventListener("change", onChange);
      document.removeEventListener("click", onClick, true);
    };
  }, [form]);
}

/** A plain form of filters; with scripts the list follows each change of it at once. */
export function FilterForm({ action, address, children }: Props) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const asked = useRef<string>(undefined);
  const router = useRouter();
  const to = useTo();
  const [isPending, start] = useTransition();
  const isLive = useReady();
  const isOpen = () => panel.current?.matches(":popover-open") === true;
  const leave = (control?: string) => {
    left = { control, isOpen: isOpen() };
  };
  function go() {
    if (!form.current?.reportValidity()) return;
    const target = targetOf(form.current, action);
    if (target === (asked.current ?? address)) return;
    asked.current = target;
    leave(nameOf(document.activeElement));
    start(() => router.push(to(target), { scroll: false }));
  }
  useChanges(form, go, leave);
  useLayoutEffect(() => {
    // What was chosen since is kept; else the form says what the address says, also after "back".
    if (asked.current === undefined || asked.current === address) {
      asked.current = undefined;
      restore(form.current);
    }
    resume(form.current, panel.current);
  }, [address]);
  function submit(event: { preventDefault: () => void }) {
    event.preventDefault();
    go();
    if (isOpen()) panel.current?.hidePopover();
  }
  return (
    <div ref={panel} id="filters" popover="auto" className="sheet" data-pending={isPending || undefined}>
      <form
        ref={form}
        id={FORM}
        action={to(action)}
        aria-label={t("catalog.filters")}
        autoComplete="off"
        data-live={isLive || undefined}
        onSubmit={submit}
      >
        {children}
      </form>
    </div>
  );
}

/** Opens what was open and finds the control that was used: another page of the list has made them anew. */
function resume(form: HTMLFormElement | null, panel: HTMLElement | null): void {
  if (!left) return;
  const { control, isOpen } = left;
  left = undefined;
  if (isOpen && !panel?.matches(":popover-open")) panel?.showPopover();
  if (document.activeElement !== document.body) return;
  const next = control && [...(form?.elements ?? [])].find((element) => element.matches(control));
  (next instanceof HTMLElement ? next : document.getElementById("results"))?.focus({ preventScroll: true });
}

/** Outside of the form and a part of it. */
export function SortSelect({ isSearch, value }: { isSearch: boolean; value: string }) {
  const t = useT();
  const sorts = sortsOf(isSearch);
  const current = value || (sorts[0]?.[0] ?? "");
  const [chosen, setChosen] = useState(current);
  const [seen, setSeen] = useState(current);
  if (seen !== current) {
    setSeen(current);
    setChosen(current);
  }
  return (
    <div className="flex items-center gap-2">
      <label htmlFor="sort" className="text-soft text-sm max-sm:sr-only">
        {t("catalog.sort.by")}
      </label>
      <select
        id="sort"
        form={FORM}
        name="ordering"
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
        className="border-edge bg-paper min-h-11 max-w-48 rounded-full border ps-4 pe-2"
      >
        {sorts.map(([sort, name]) => (
          <option key={sort} value={sort}>
            {t(name)}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit" form={FORM} className="min-h-11 underline underline-offset-4">
          {t("catalog.sort.do")}
        </button>
      </noscript>
    </div>
  );
}
