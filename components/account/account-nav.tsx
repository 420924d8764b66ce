"use client";

import { usePlace } from "@/components/language/client";
import { Link } from "@/components/ui/link";

const PAGES = [
  ["/account", "Overview"],
  ["/account/orders", "Orders"],
  ["/account/addresses", "Addresses"],
  ["/wishlist", "Wish list"],
  ["/account/stock-alerts", "What you wait for"],
  ["/account/reviews", "Reviews"],
  ["/account/profile", "Name and password"],
  ["/account/sessions", "Where you are in"],
  ["/account/tokens", "API tokens"],
  ["/account/data", "Your data"],
] as const;

/** The pages of an account: a strip on a phone, a column beside the page where there is room. */
export function AccountNav() {
  const path = usePlace();
  const isHere = (href: string) => path === href || (href !== "/account" && path.startsWith(`${href}/`));
  return (
    <ul className="flex gap-x-6 lg:grid lg:gap-y-0.5">
      {PAGES.map(([href, name]) => (
        <li key={href} className="shrink-0">
          <Link
            href={href}
            prefetch={false}
            aria-current={isHere(href) ? "page" : undefined}
            className="text-soft hover:text-accent aria-[current]:text-ink aria-[current]:border-accent inline-flex min-h-11 items-center border-b-2 border-transparent aria-[current]:font-medium lg:border-s-2 lg:border-b-0 lg:ps-4"
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
