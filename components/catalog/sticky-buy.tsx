"use client";

import { type RefObject, useEffect, useState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";

import { Price } from "../ui/price";
import { SubmitButton } from "../ui/submit-button";

type Props = {
  /** What it stands in for once that has left the screen. */
  after: RefObject<HTMLElement | null>;
  price: string;
  currency: string;
};

/** On a phone: the way into the cart, once the real one was scrolled past. It leaves room for the way to the assistant. */
export function StickyBuy({ after, price, currency }: Props) {
  const t = useT();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!after.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setShown(!entry.isIntersecting && entry.boundingClientRect.bottom < 0);
    });
    observer.observe(after.current);
    return () => observer.disconnect();
  }, [after]);
  if (!isShown) return null;
  return (
    <div className="bg-paper border-line fixed inset-x-0 bottom-0 z-10 border-t ps-4 pe-40 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:hidden print:hidden">
      <SubmitButton className="w-full px-3!" pendingText={t("catalog.adding")}>
        <span>{rich(t, "catalog.add.for", { price: () => <Price amount={price} currency={currency} /> })}</span>
      </SubmitButton>
    </div>
  );
}
