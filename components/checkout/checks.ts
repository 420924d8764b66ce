import { useEffect, useRef, useState } from "react";

type Messages = Record<string, string[]>;
type Check = (name: string, value: string) => string | null;

const send = (typed: object) =>
  fetch("/api/cart", {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ do: "keep_typed", ...typed }),
  }).catch(() => undefined);

let isSending = false;
let latest: object | undefined;

/** One request at a time, so that none is overtaken by an older one; of what was typed meanwhile the last is sent. */
async function sendAll(): Promise<void> {
  if (isSending) return;
  isSending = true;
  while (latest) {
    const typed = latest;
    latest = undefined;
    await send(typed);
  }
  isSending = false;
}

/** Keeps what was typed with the cart, so that it is there after a reload; where that fails it stays in the page. */
function keep(typed: object): void {
  latest = typed;
  void sendAll();
}

/** Whoever leaves does not wait for their turn. */
function flush(): void {
  if (latest) void send(latest);
  latest = undefined;
}

/** The fields of a form as an operation takes them: those with a dot are parts of an object. */
function typedIn(form: HTMLFormElement): Record<string, unknown> {
  const typed: Record<string, unknown> = {};
  const objects: Record<string, Record<string, string>> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || name.startsWith("$") || name === "expected_total") continue;
    const [whole = "", part] = name.split(".");
    if (part) (objects[whole] ??= {})[part] = value;
    else typed[name] = value;
  }
  return { ...typed, ...objects, ...(typed["billing_same"] !== undefined && { billing: null }) };
}

/** The messages of a field that was just left; undefined where nothing is said of it anew. */
function judge(name: string, value: string, said: Messages, check: Check): string[] | undefined {
  if (value.trim() === "") return undefined;
  const problem = check(name, value);
  return problem === null ? (name in said ? [] : undefined) : [problem];
}

let isPressed = false;
let onceReleased: (() => void) | undefined;
if (typeof window !== "undefined") {
  const press = () => void (isPressed = true);
  const release = () => {
    isPressed = false;
    const next = onceReleased;
    onceReleased = undefined;
    // The click comes right after.
    if (next) setTimeout(next);
  };
  addEventListener("pointerdown", press, true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, true);
}

/** Does something once no pointer is down: what moves the page meanwhile would take the button away from under it. */
function whenReleased(act: () => void): void {
  if (isPressed) onceReleased = act;
  else act();
}

/**
 * What is wrong with the fields: as the server said, and of a field that was left since then, as it is now. What was left
 * blank is not complained of before the form is sent. What was typed is kept with the cart where it is part of a purchase.
 */
export function useChecks(said: Messages, check: Check, isPurchase = true) {
  const form = useRef<HTMLFormElement>(null);
  const [own, setOwn] = useState<{ since: Messages; messages: Messages }>({ since: said, messages: {} });
  useEffect(() => {
    const box = form.current;
    function leave({ target }: FocusEvent) {
      if (!box || !(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
      if (isPurchase) keep(typedIn(box));
      const { name, value } = target;
      whenReleased(() =>
        setOwn(({ since, messages }) => {
          const known = since === said ? messages : {};
          const found = judge(name, value, { ...said, ...known }, check);
          return { since: said, messages: found ? { ...known, [name]: found } : known };
        }),
      );
    }
    box?.addEventListener("focusout", leave);
    addEventListener("pagehide", flush);
    return () => {
      box?.removeEventListener("focusout", leave);
      removeEventListener("pagehide", flush);
    };
  }, [said, check, isPurchase]);
  const messages = own.since === said ? own.messages : {};
  const errors = Object.fromEntries(Object.entries({ ...said, ...messages }).filter(([, texts]) => texts.length > 0));
  return { form, errors };
}
