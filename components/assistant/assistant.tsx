"use client";

import { Suspense, lazy, useEffect, useRef, useState } from "react";

import type { FormAction } from "@/model/forms";

import { ASK_EVENT } from "./ask-event";

/** Comes when it is asked for: nobody carries it who does not. */
const Panel = lazy(() => import("./panel"));

type Props = {
  /** Whether rules answer, and no model. */
  isOffline: boolean;
  addToCart: FormAction;
};

/** The way to the assistant, at the same place on every page. */
export function Assistant({ isOffline, addToCart }: Props) {
  const [wasOpened, setOpened] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const open = () => {
    setOpened(true);
    setOpen(true);
  };
  useEffect(() => {
    const onAsk = (event: Event) => {
      setDraft(String((event as CustomEvent<string>).detail));
      setOpened(true);
      setOpen(true);
    };
    addEventListener(ASK_EVENT, onAsk);
    return () => removeEventListener(ASK_EVENT, onAsk);
  }, []);
  const close = () => {
    setDraft("");
    setOpen(false);
    // Where it was asked for; the button is there again only then.
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <aside aria-label="Assistant">
      {!isOpen && (
        <button
          ref={button}
          type="button"
          onClick={open}
          className="bg-ink text-paper hover:bg-accent fixed end-4 bottom-4 z-20 min-h-12 rounded-full border border-transparent px-5 py-2.5 font-medium shadow-lg print:hidden"
        >
          Ask the shop
        </button>
      )}
      {wasOpened && (
        <Suspense>
          <Panel isOffline={isOffline} isOpen={isOpen} draft={draft} close={close} addToCart={addToCart} />
        </Suspense>
      )}
    </aside>
  );
}
