"use client";

import clsx from "clsx";
import { Suspense, lazy, useEffect, useRef, useState } from "react";

import { useT } from "#language";
import type { FormAction } from "@/model/forms";

import { useReady } from "../ui/use-ready";
import { ASK_EVENT } from "./ask-event";

/** Comes when it is asked for: nobody carries it who does not. */
const Panel = lazy(() => import("./panel"));

type Props = {
  /** Whether rules answer, and no model. */
  isOffline: boolean;
  /** Whether the button stands below the page on narrow screens, where it would lie on what is typed. */
  isDocked?: boolean;
  addToCart: FormAction;
};

const BUTTON =
  "bg-ink text-paper hover:bg-accent min-h-12 rounded-full border border-transparent px-5 py-2.5 font-medium print:hidden";
const AFLOAT = "fixed end-4 bottom-4 z-20 shadow-lg";
const DOCKED = "mx-auto mb-6 block lg:fixed lg:end-4 lg:bottom-4 lg:z-20 lg:mb-0 lg:shadow-lg";

/** The way to the assistant, at the same place on every page. */
export function Assistant({ isOffline, isDocked = false, addToCart }: Props) {
  const t = useT();
  const isReady = useReady();
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
    <aside aria-label={t("assistant.name")}>
      {!isOpen && (
        <button
          ref={button}
          type="button"
          disabled={!isReady}
          onClick={open}
          className={clsx(BUTTON, isDocked ? DOCKED : AFLOAT)}
        >
          {t("assistant.open")}
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
