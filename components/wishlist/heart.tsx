"use client";

import clsx from "clsx";
import { useState } from "react";

import { useT } from "#language";

import { useSession } from "../layout/session-store";
import { Icon } from "../ui/icon";
import { wish } from "./wishes";

type Props = {
  id: number;
  name: string;
  className?: string;
  /** Says in words what it does. */
  wide?: boolean;
};

/** Puts a product on the wish list; without scripts it is a form that leads there. */
export function Heart({ id, name, className, wide = false }: Props) {
  const t = useT();
  const isWished = useSession((it) => it?.wishes.includes(id) ?? false);
  const state = t(isWished ? "wishlist.heart.on" : "wishlist.heart.put");
  const [problem, setProblem] = useState("");
  const turn = (event: React.SubmitEvent) => {
    event.preventDefault();
    setProblem("");
    wish(id, !isWished).then(
      (isKept) => setProblem(isKept ? "" : t("wishlist.no_cookie")),
      (error: unknown) => setProblem((error instanceof Error && error.message) || t("wishlist.heart.failed")),
    );
  };
  return (
    <form method="post" action="/api/wishlist" onSubmit={turn} className={className}>
      <button
        type="submit"
        name="product_id"
        value={id}
        aria-pressed={wide ? undefined : isWished}
        {...(!wide && {
          "aria-label": t("wishlist.heart.of", { name }),
          title: state,
        })}
        className={clsx(
          "inline-flex items-center justify-center",
          wide
            ? "decoration-line min-h-11 gap-2 font-medium underline underline-offset-4 hover:decoration-current"
            : "bg-paper/85 hover:bg-paper size-11 rounded-full border border-transparent",
        )}
      >
        <Icon name="heart" className={clsx("heart size-6", isWished && "text-accent fill-current")} />
        {wide && state}
      </button>
      <span role="status" className={problem ? "bg-paper text-danger absolute end-0 w-44 p-2 text-sm" : "sr-only"}>
        {problem}
      </span>
    </form>
  );
}
