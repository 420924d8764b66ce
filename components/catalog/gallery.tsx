"use client";

/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- what scrolls can be scrolled by keys */

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";

import { useT } from "#language";
import type { Image } from "@/model/catalog";

import { Icon } from "../ui/icon";
import { Photo } from "../ui/photo";
import { useReady } from "../ui/use-ready";
import { Zoom } from "./zoom";

const SIZES = "(min-width: 64rem) 54vw, 94vw";
const useBeforePaint = typeof window === "undefined" ? useEffect : useLayoutEffect;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

type Props = {
  name: string;
  images: Image[];
  /** The picture of the variant that was asked for. */
  of: string | null;
};

/** Pictures side by side in a strip that is swiped, or moved by arrows and by the small ones below; each can be seen large. */
export function Gallery({ name, images, of }: Props) {
  const t = useT();
  const isReady = useReady();
  const strip = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);
  const [zoomed, setZoomed] = useState<number>();
  const wanted = Math.max(0, of === null ? 0 : images.findIndex(({ url }) => url === of));
  const show = (index: number) => {
    const to = Math.min(images.length - 1, Math.max(0, index));
    strip.current?.scrollTo({ left: to * strip.current.clientWidth });
    setShown(to);
  };
  useBeforePaint(() => {
    const { current } = strip;
    // At once: a picture that belongs to the choice does not travel there.
    current?.scrollTo({ left: wanted * current.clientWidth, behavior: "instant" });
    setShown(wanted);
  }, [wanted]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || event.target !== strip.current) return;
    event.preventDefault();
    show(shown + step);
  };
  if (images.length === 0) return <div className="bg-surface aspect-4/5" />;
  return (
    <section aria-label={t("catalog.pictures.of", { name })} className="min-w-0">
      <div className="relative">
        <ul
          ref={strip}
          tabIndex={0}
          aria-label={t("catalog.pictures.strip")}
          onKeyDown={onKeyDown}
          onScroll={({ currentTarget }) =>
            setShown(Math.round(Math.abs(currentTarget.scrollLeft) / currentTarget.clientWidth))
          }
          className="strip flex aspect-4/5 snap-x snap-mandatory overflow-x-auto rounded-[2px]"
        >
          {images.map((image, index) => (
            <li key={image.url} id={`picture-${index + 1}`} className="h-full w-full shrink-0 snap-center snap-always">
              <Photo image={image} first={index === wanted} sizes={SIZES} className="size-full" />
            </li>
          ))}
        </ul>
        <button
          type="button"
          disabled={!isReady}
          onClick={() => setZoomed(shown)}
          className="bg-paper/85 hover:bg-paper absolute end-3 bottom-3 inline-flex min-h-11 items-center gap-2 rounded-full border border-transparent px-4 text-sm font-medium noscript:hidden"
        >
          <Icon name="zoom" className="size-5" />
          {t("catalog.pictures.zoom")}
        </button>
      </div>
      {images.length > 1 && <Thumbs images={images} shown={shown} onShow={show} />}
      {zoomed !== undefined && <Zoom images={images} first={zoomed} name={name} onClose={() => setZoomed(undefined)} />}
    </section>
  );
}

type ThumbsProps = { images: Image[]; shown: number; onShow: (index: number) => void };

/** Links to the pictures, so that they work before scripts have come. */
function Thumbs({ images, shown, onShow }: ThumbsProps) {
  const t = useT();
  return (
    <ul className="mt-3 flex flex-wrap gap-3">
      {images.map((image, index) => (
        <li key={image.url}>
          <a
            href={`#picture-${index + 1}`}
            onClick={(event) => {
              event.preventDefault();
              onShow(index);
            }}
            aria-current={index === shown || undefined}
            aria-label={t("catalog.pictures.number", { number: index + 1, count: images.length })}
            className="aria-[current]:outline-ink block w-20 rounded-[2px] opacity-80 hover:opacity-100 aria-[current]:opacity-100 aria-[current]:outline-2 aria-[current]:outline-offset-2"
          >
            <Photo image={image} alt="" sizes="5rem" className="aspect-4/5 w-full rounded-[2px]" />
          </a>
        </li>
      ))}
    </ul>
  );
}
