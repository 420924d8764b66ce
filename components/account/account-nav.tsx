"use client";

import { useEffect, useRef } from "react";

import { useT } from "#language";
import { usePlace } from "@/components/language/client";
import { Link } from "@/components/ui/link";

const PAGES = [
  ["/account", "account.nav.overview"],
  ["/account/orders", "account.nav.orders"],
  ["/account/addresses", "account.nav.addresses"],
  ["/wishlist", "account.nav.wishlist"],
  ["/account/stock-alerts", "account.nav.stock_alerts"],
  ["/account/reviews", "account.nav.reviews"],
  ["/account/profile", "account.nav.profile"],
  ["/account/sessions", "account.nav.sessions"],
  ["/account/tokens", "account.nav.tokens"],
  ["/account/data", "account.nav.data"],
] as const;

/** The pages of an account: a strip on a phone, a column beside the page where there is room. */
export function AccountNav() {
  const t = useT();
  const path = usePlace();
  const isHere = (href: string) => path === href || (href !== "/account" && path.startsWith(`${href}/`));
  const strip = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const middle = (element: Element) => {
      const { left, width } = element.getBoundingClientRect();
      return left + width / 2;
    };
    const here = strip.current?.querySelector("[aria-current]");
    if (here) strip.current?.scrollBy({ left: middle(here) - middle(strip.current), behavior: "instant" });
  }, [path]);
  return (
    <ul
      ref={strip}
      className="flex gap-x-6 max-lg:-mx-1 max-lg:overflow-x-auto max-lg:px-1 max-lg:pt-1 lg:grid lg:gap-y-0.5"
    >
      {PAGES.map(([href, name]) => (
        <li key={href} className="shrink-0">
          <Link
            href={href}
            prefetch={false}
            aria-current={isHere(href) ? "page" : undefined}
            className="text-soft hover:text-accent aria-[current]:text-ink aria-[current]:border-accent inline-flex min-h-11 items-center border-b-2 border-transparent aria-[current]:font-medium lg:border-s-2 lg:border-b-0 lg:ps-4"
          >
            {t(name)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
