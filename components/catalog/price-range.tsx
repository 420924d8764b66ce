"use client";

import { type CSSProperties, useEffect, useRef } from "react";

import { useT } from "#language";

type Props = { min: string | null; max: string | null; from: string; to: string; currency: string };

/** Two amounts to type, and the same two to drag. */
export function PriceRange({ min, max, from, to, currency }: Props) {
  const t = useT();
  const symbol = t.symbol(currency);
  const box = useRef<HTMLDivElement>(null);
  const least = Math.floor(Math.min(Number(min ?? 0), Number(from || min || 0)));
  const most = Math.ceil(Math.max(Number(max ?? 0), Number(to || 0), least + 1));
  const input = (name: string) => box.current?.querySelector<HTMLInputElement>(`[data-price="${name}"]`);
  const paint = () => {
    const [low, high] = [input("low"), input("high")];
    if (!box.current || !low || !high) return;
    const part = (value: string) => `${((Number(value) - least) / (most - least)) * 100}%`;
    box.current.style.setProperty("--low", part(low.value));
    box.current.style.setProperty("--high", part(high.value));
    for (const thumb of [low, high]) thumb.setAttribute("aria-valuetext", t.roundMoney(thumb.value, currency));
  };
  useEffect(paint);
  /** A thumb was moved: what it passes goes along, and an end of the scale is no limit. */
  const drag = (moved: "low" | "high") => {
    const [low, high] = [input("low"), input("high")];
    if (!low || !high) return;
    const isPast = Number(low.value) > Number(high.value);
    if (isPast) (moved === "low" ? high : low).value = (moved === "low" ? low : high).value;
    const [first, last] = [input("from"), input("to")];
    if (first && (isPast || moved === "low")) first.value = Number(low.value) > least ? low.value : "";
    if (last && (isPast || moved === "high")) last.value = Number(high.value) < most ? high.value : "";
    paint();
  };
  const type = () => {
    const [low, high] = [input("low"), input("high")];
    if (low) low.value = input("from")?.value || String(least);
    if (high) high.value = input("to")?.value || String(most);
    paint();
  };
  const start = ((Number(from || least) - least) / (most - least)) * 100;
  const end = ((Number(to || most) - least) / (most - least)) * 100;
  const thumb = (which: "low" | "high", label: string, value: number) => (
    <input
      type="range"
      data-price={which}
      min={least}
      max={most}
      defaultValue={value}
      data-value={value}
      aria-label={label}
      aria-valuetext={t.roundMoney(String(value), currency)}
      onInput={() => drag(which)}
    />
  );
  const amount = (name: "from" | "to", label: string, value: string, hint: number) => (
    <label className="block min-w-0">
      <span className="text-soft mb-1 block text-sm">{label}</span>
      <input
        type="number"
        inputMode="decimal"
        min={0}
        step="0.01"
        name={name === "from" ? "price__gte" : "price__lte"}
        data-price={name}
        defaultValue={value}
        data-value={value}
        placeholder={String(hint)}
        onInput={type}
        className="control min-h-11! py-1.5! tabular-nums"
      />
    </label>
  );
  return (
    <div ref={box} style={{ "--low": `${start}%`, "--high": `${end}%` } as CSSProperties}>
      <div className="range">
        {thumb("low", t("catalog.price.lowest"), Math.round(Number(from || least)))}
        {thumb("high", t("catalog.price.highest"), Math.round(Number(to || most)))}
      </div>
      <div className="mt-2 grid grid-cols-2 gap-3">
        {amount("from", t("catalog.price.from", { symbol }), from, least)}
        {amount("to", t("catalog.price.to", { symbol }), to, most)}
      </div>
    </div>
  );
}
