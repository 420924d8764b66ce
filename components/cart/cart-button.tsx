"use client";

import { type MouseEvent, Suspense, lazy, useCallback, useEffect, useRef, useState } from "react";

import { useT } from "#language";
import { usePlace, useTo } from "@/components/language/client";
import { Link } from "@/components/ui/link";
import { delocalized } from "@/model/locales";

import { onOpenCart, refreshSession, useSession } from "../layout/session-store";
import { Icon } from "../ui/icon";

const load = () => import("./drawer");
/** Comes when it is first wanted: nobody carries it who does not. */
const Drawer = lazy(load);

/**
 * Leads to the cart, or shows it over the page where scripts are there. Asks anew after each navigation: a form without
 * scripts may have changed the cart.
 */
export function CartButton({ className }: { className: string }) {
  const t = useT();
  const count = useSession((it) => it?.cart_count ?? 0);
  const path = usePlace();
  const to = useTo();
  const seen = useRef(path);
  const [wasWanted, setWanted] = useState(false);
  const [shown, setShown] = useState<"asked" | "added" | null>(null);
  const close = useCallback(() => setShown(null), []);
  useEffect(() => {
    if (seen.current !== path) void refreshSession();
    seen.current = path;
  }, [path]);
  const open = useCallback((why: "asked" | "added") => {
    if (delocalized(location.pathname).path === "/cart") return;
    setWanted(true);
    setShown(why);
  }, []);
  useEffect(() => onOpenCart((wasAdded) => open(wasAdded ? "added" : "asked")), [open]);

  function press(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || path === "/cart") return;
    event.preventDefault();
    // It leads nowhere: see Going.
    event.stopPropagation();
    // What does not come over a bad network is a page as well.
    void load().then(
      () => open("asked"),
      () => location.assign(to("/cart")),
    );
  }
  const warm = () => void load().catch(() => undefined);
  return (
    <>
      <Link
        href="/cart"
        prefetch={false}
        aria-label={t("cart.name", { count })}
        className={className}
        onClick={press}
        onPointerEnter={warm}
        onFocus={warm}
      >
        <Icon name="bag" />
        {count > 0 && (
          <span
            aria-hidden="true"
            className="bg-accent text-paper absolute end-0 top-0.5 min-w-5 rounded-full px-1 text-center text-xs leading-5 font-semibold tabular-nums"
          >
            {count}
          </span>
        )}
      </Link>
      {wasWanted && (
        <Suspense>
          <Drawer isOpen={shown !== null} wasAdded={shown === "added"} close={close} />
        </Suspense>
      )}
    </>
  );
}
