"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { useT } from "#language";
import type { Image } from "@/model/catalog";
import { mediaSource } from "@/model/media";

import { Icon } from "../ui/icon";

type Props = { images: Image[]; first: number; name: string; onClose: () => void };

const CONTROL =
  "bg-paper text-ink hover:bg-surface inline-flex size-12 border border-transparent items-center justify-center rounded-full aria-disabled:opacity-40";
const largest = (image: Image) => mediaSource(image, image.widths.at(-1) ?? 0);

/** A picture over the whole window: as large as fits, or, pressed, as large as it is. */
export function Zoom({ images, first, name, onClose }: Props) {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(first);
  const [isFull, setFull] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const image = images[index];
  const go = (step: number) => {
    setIndex((now) => Math.min(images.length - 1, Math.max(0, now + step)));
    setFull(false);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (isFull || (key !== "ArrowLeft" && key !== "ArrowRight")) return;
    go(key === "ArrowLeft" ? -1 : 1);
  };
  if (!image) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys beside the buttons that do the same
    <dialog
      ref={dialog}
      onClose={onClose}
      onKeyDown={onKeyDown}
      aria-label={t("catalog.pictures.of", { name })}
      className="bg-paper text-ink fixed inset-0 m-0 h-dvh max-h-none w-dvw max-w-none overflow-hidden"
    >
      <div className="flex h-full flex-col">
        <div className="flex items-center justify-between gap-4 p-3 ps-5">
          <p role="status" className="tabular-nums">
            {t("catalog.pictures.number", { number: index + 1, count: images.length })}
          </p>
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className={CONTROL}
            aria-label={t("catalog.pictures.close")}
          >
            <Icon name="close" />
          </button>
        </div>
        <button
          type="button"
          onClick={() => setFull((now) => !now)}
          aria-pressed={isFull}
          aria-label={t("catalog.pictures.full")}
          className={
            isFull
              ? "min-h-0 flex-1 cursor-zoom-out overflow-auto overscroll-contain"
              : "min-h-0 flex-1 cursor-zoom-in overflow-hidden"
          }
        >
          <img
            src={largest(image)}
            alt={image.alt}
            width={image.width}
            height={image.height}
            className={
              isFull ? "mx-auto h-auto max-w-none min-w-[150%] sm:min-w-0" : "mx-auto h-full w-full object-contain"
            }
          />
        </button>
        <div className="flex items-center justify-center gap-4 p-3">
          {images.length > 1 && (
            <>
              <Turn label={t("catalog.pictures.previous")} icon="back" isOver={index === 0} turn={() => go(-1)} />
              <Turn
                label={t("catalog.pictures.next")}
                icon="arrow"
                isOver={index === images.length - 1}
                turn={() => go(1)}
              />
            </>
          )}
        </div>
      </div>
    </dialog>
  );
}

type TurnProps = { label: string; icon: "back" | "arrow"; isOver: boolean; turn: () => void };

const Turn = ({ label, icon, isOver, turn }: TurnProps) => (
  <button type="button" onClick={turn} aria-disabled={isOver} className={CONTROL} aria-label={label}>
    <Icon name={icon} />
  </button>
);
