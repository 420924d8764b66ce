"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";

import { Icon } from "../ui/icon";

type Props = {
  number: number;
  title: string;
  /** Done steps are told in short, the open one is worked on, later ones wait. */
  state: "done" | "open" | "later";
  /** The way back to a step that is done. */
  change?: ReactNode;
  children?: ReactNode;
};

/** The step that this page was on last: coming to another one moves the focus there, opening the page does not. */
let last: string | undefined;

/** One step of the way to an order. */
export function Step({ number, title, state, change, children }: Props) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (state !== "open") return;
    if (last !== undefined && last !== title) heading.current?.focus();
    last = title;
  }, [state, title]);
  return (
    <section className="border-line border-t py-6 first-of-type:border-t-0 first-of-type:pt-0">
      <div className="flex items-center gap-3.5">
        <span
          aria-hidden="true"
          className={clsx(
            "inline-flex size-8 shrink-0 items-center justify-center rounded-full text-sm font-semibold",
            state === "open" && "bg-ink text-paper",
            state === "done" && "bg-moss text-paper",
            state === "later" && "border-edge text-soft border",
          )}
        >
          {state === "done" ? <Icon name="check" className="size-4" /> : number}
        </span>
        <h2
          ref={heading}
          tabIndex={-1}
          className={clsx("text-heading flex-1 outline-none", state === "later" && "text-soft")}
        >
          {state === "done"
            ? rich(t, "checkout.step_done", { title, hidden: (text) => <span className="sr-only">{text}</span> })
            : title}
        </h2>
        {state === "done" && change}
      </div>
      {children && (
        <div className={clsx("sm:ps-[2.9rem]", state === "open" ? "mt-5" : "text-soft mt-1.5")}>{children}</div>
      )}
    </section>
  );
}
