"use client";

import { useRef } from "react";

import { useT } from "#language";
import type { FormState } from "@/model/forms";

import { useReady } from "../ui/use-ready";

const STEP =
  "hover:bg-surface inline-flex w-11 border border-transparent items-center justify-center text-xl aria-disabled:opacity-40 noscript:hidden";

/** A number that can be typed, with buttons beside it for those who rather press. */
export function QuantityStepper({ most, state }: { most: number; state: FormState }) {
  const t = useT();
  const isReady = useReady();
  const field = useRef<HTMLInputElement>(null);
  const step = (by: 1 | -1) => () => {
    const input = field.current;
    if (!input) return;
    if (by > 0) input.stepUp();
    else input.stepDown();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <div className="border-edge focus-within:border-ink flex min-h-14 rounded-[2px] border">
      <button
        type="button"
        disabled={!isReady}
        onClick={step(-1)}
        className={STEP}
        aria-label={t("catalog.quantity.less")}
      >
        <span aria-hidden="true">−</span>
      </button>
      <label className="flex">
        <span className="sr-only">{t("catalog.quantity")}</span>
        <input
          ref={field}
          type="number"
          name="quantity"
          min={1}
          max={most}
          defaultValue={state.values?.["quantity"] ?? 1}
          required
          inputMode="numeric"
          className="plain-number w-11 bg-transparent text-center text-lg tabular-nums"
        />
      </label>
      <button
        type="button"
        disabled={!isReady}
        onClick={step(1)}
        className={STEP}
        aria-label={t("catalog.quantity.more")}
      >
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}
