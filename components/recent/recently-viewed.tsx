"use client";

import clsx from "clsx";
import { useEffect, useId, useState } from "react";

import { useT } from "#language";
import { Link } from "@/components/ui/link";

import { Photo } from "../ui/photo";
import { type Seen, forgetAll, remember, useRecent } from "./recent-store";

type Props = {
  title: string;
  /** The product of this page: remembered, and not shown on its own page. */
  seen?: Omit<Seen, "locale">;
  className?: string;
};

/** A strip of what was looked at in this browser, with a way to forget it. */
export function RecentlyViewed({ title, seen, className }: Props) {
  const t = useT();
  const id = useId();
  const [isForgotten, setForgotten] = useState(false);
  const list = useRecent().filter(({ slug, locale }) => slug !== seen?.slug && locale === t.locale);
  useEffect(() => {
    if (seen) remember({ ...seen, locale: t.locale });
    // oxlint-disable-next-line react/exhaustive-deps -- of one product, once: what was forgotten here stays so
  }, [seen?.slug]);
  if (list.length === 0)
    return (
      <p role="status" className={clsx("text-soft", isForgotten && "mt-20", className)}>
        {isForgotten && t("recent.forgotten")}
      </p>
    );
  return (
    <section aria-labelledby={id} className={clsx("mt-20", className)}>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id={id} className="text-heading">
          {title}
        </h2>
        <button
          type="button"
          onClick={() => {
            forgetAll();
            setForgotten(true);
          }}
          className="decoration-line hover:text-accent min-h-11 underline underline-offset-4"
        >
          {t("recent.clear")}
        </button>
      </div>
      <ul className="strip flex snap-x gap-3 overflow-x-auto pb-1 sm:gap-5">
        {list.map(({ slug, name, image }) => (
          <li key={slug} className="group relative w-32 shrink-0 snap-start sm:w-40">
            <div className="bg-surface aspect-4/5 overflow-hidden rounded-[2px]">
              {image && <Photo image={image} alt="" sizes="10rem" className="zoom size-full" />}
            </div>
            <p className="font-display mt-2 text-lg leading-snug">
              <Link href={`/products/${slug}`} prefetch={false} className="after:absolute after:inset-0">
                {name}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
