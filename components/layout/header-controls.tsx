"use client";

import clsx from "clsx";
import { useEffect, useRef } from "react";

import { useAddress, useT } from "@/components/language/client";
import { Link } from "@/components/ui/link";

import { CartButton } from "../cart/cart-button";
import { Icon } from "../ui/icon";
import { useReady } from "../ui/use-ready";
import { useSession } from "./session-store";

const CONTROL = "relative inline-flex size-11 items-center justify-center hover:text-accent";

export function AccountLink() {
  const username = useSession((it) => it?.user?.username);
  const t = useT();
  const name = username === undefined ? t("layout.sign_in") : t("layout.account_of", { name: username });
  return (
    <Link
      href={username === undefined ? "/sign-in" : "/account"}
      prefetch={false}
      className={CONTROL}
      aria-label={name}
    >
      <Icon name="person" />
    </Link>
  );
}

/** On a phone the menu leads there instead. */
export function WishlistLink() {
  const count = useSession((it) => it?.wishes.length ?? 0);
  const name = useT()("layout.wishlist_count", { count });
  return (
    <Link href="/wishlist" prefetch={false} className={`${CONTROL} max-sm:hidden`} aria-label={name}>
      <Icon name="heart" className={clsx("size-6", count > 0 && "fill-current")} />
    </Link>
  );
}

export const CartLink = () => <CartButton className={CONTROL} />;

const THEMES = ["system", "light", "dark"] as const;

/** System, light, dark: kept in a cookie that the page's first script reads before anything is painted. */
export function ThemeSwitch() {
  const t = useT();
  const isReady = useReady();
  const turn = () => {
    const root = document.documentElement;
    const current = THEMES.findIndex((theme) => theme === (root.dataset["theme"] ?? "system"));
    const next = THEMES[(current + 1) % THEMES.length] ?? "system";
    if (next === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = next;
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
    const said = document.getElementById("theme-status");
    if (said) said.textContent = t(`layout.theme.${next}`);
  };
  return (
    <>
      <button
        type="button"
        disabled={!isReady}
        onClick={turn}
        className={`${CONTROL} noscript:hidden`}
        aria-label={t("layout.change_theme")}
      >
        <Icon name="sun" />
      </button>
      <span id="theme-status" role="status" className="sr-only" />
    </>
  );
}

function closeMenus(): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu]")) menu.open = false;
}

/** Closes the menu that leads here, or away: Next keeps left pages as they were, and so does the browser. */
export function CloseOnNavigation() {
  const address = useAddress();
  const seen = useRef(address);
  useEffect(() => {
    // What was opened before the scripts came stays open.
    if (seen.current !== address) closeMenus();
    seen.current = address;
  }, [address]);
  useEffect(() => {
    addEventListener("pagehide", closeMenus);
    return () => removeEventListener("pagehide", closeMenus);
  }, []);
  return null;
}
