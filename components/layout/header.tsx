import { Suspense } from "react";

import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { STORE } from "@/model/store";

import { SearchBox } from "../search/search-box";
import { Icon } from "../ui/icon";
import { Going } from "./going";
import { AccountLink, CartLink, CloseOnNavigation, ThemeSwitch, WishlistLink } from "./header-controls";
import { Languages } from "./languages";

type Category = { slug: string; name: string };

function Categories({ categories, className }: { categories: Category[]; className: string }) {
  const t = useT();
  return (
    <ul className={className}>
      <li>
        <Link href="/products" prefetch={false} className="hover:text-accent inline-block py-2.5 whitespace-nowrap">
          {t("layout.everything")}
        </Link>
      </li>
      {categories.map(({ slug, name }) => (
        <li key={slug}>
          <Link
            href={`/categories/${slug}`}
            prefetch={false}
            className="hover:text-accent inline-block py-2.5 whitespace-nowrap"
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function Header({ categories }: { categories: Category[] }) {
  const t = useT();
  return (
    <header className="border-line border-b">
      <div className="column grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 py-3 sm:gap-x-4 lg:grid-cols-[1fr_auto_1fr]">
        <details data-menu className="relative lg:hidden">
          <summary
            aria-label={t("layout.menu")}
            className="-ms-2.5 inline-flex size-11 list-none items-center justify-center"
          >
            <Icon name="menu" />
          </summary>
          <nav
            aria-label={t("layout.menu")}
            className="bg-paper border-line absolute start-0 top-full z-20 w-[min(20rem,calc(100vw-2rem))] border p-5 shadow-xl"
          >
            <Categories categories={categories} className="grid text-lg" />
            <Link
              href="/wishlist"
              prefetch={false}
              className="border-line hover:text-accent mt-3 flex items-center gap-3 border-t pt-4 pb-1 text-lg sm:hidden"
            >
              <Icon name="heart" />
              {t("layout.wishlist")}
            </Link>
            <Languages className="border-line mt-3 border-t pt-3" />
          </nav>
        </details>
        <div className="order-last col-span-full pt-1 lg:order-none lg:col-span-1 lg:max-w-80 lg:pt-0">
          <SearchBox />
        </div>
        <Link
          href="/"
          prefetch={false}
          className="font-display xs:text-3xl text-[clamp(1.4rem,7.6vw,1.75rem)] leading-none tracking-tight lg:text-[2.4rem]"
        >
          {STORE.name}
        </Link>
        <div className="-me-2.5 flex items-center justify-end">
          <ThemeSwitch />
          <AccountLink />
          <WishlistLink />
          <CartLink />
        </div>
      </div>
      <nav aria-label={t("layout.categories")} className="column hidden pb-2 lg:block">
        <Categories categories={categories} className="flex flex-wrap justify-center gap-x-8 text-[0.95rem]" />
      </nav>
      <Suspense>
        <CloseOnNavigation />
        <Going />
      </Suspense>
    </header>
  );
}
