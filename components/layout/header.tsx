import Link from "next/link";

import { STORE } from "@/model/store";

import { Icon } from "../ui/icon";
import { AccountLink, CartLink, CloseOnNavigation, ThemeSwitch, WishlistLink } from "./header-controls";

type Category = { slug: string; name: string };

const Search = ({ id }: { id: string }) => (
  <form action="/search" role="search" className="relative w-full">
    <label htmlFor={id} className="sr-only">
      Search the shop
    </label>
    <input
      id={id}
      type="search"
      name="q"
      maxLength={200}
      placeholder="Search"
      className="control min-h-11! rounded-full! ps-4! pe-11! text-base"
    />
    <button
      type="submit"
      aria-label="Search"
      className="absolute inset-y-0 end-0 inline-flex w-11 items-center justify-center"
    >
      <Icon name="search" className="size-5" />
    </button>
  </form>
);

const Categories = ({ categories, className }: { categories: Category[]; className: string }) => (
  <ul className={className}>
    <li>
      <Link href="/products" prefetch={false} className="hover:text-accent inline-block py-2.5 whitespace-nowrap">
        Everything
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

export function Header({ categories }: { categories: Category[] }) {
  return (
    <header className="border-line border-b">
      <div className="column grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 py-3 sm:gap-x-4 lg:grid-cols-[1fr_auto_1fr]">
        <details data-menu className="relative lg:hidden">
          <summary aria-label="Menu" className="-ms-2.5 inline-flex size-11 list-none items-center justify-center">
            <Icon name="menu" />
          </summary>
          <nav
            aria-label="Menu"
            className="bg-paper border-line absolute start-0 top-full z-20 w-[min(20rem,calc(100vw-2rem))] border p-5 shadow-xl"
          >
            <Search id="search-small" />
            <Categories categories={categories} className="mt-4 grid text-lg" />
            <Link
              href="/wishlist"
              prefetch={false}
              className="border-line hover:text-accent mt-3 flex items-center gap-3 border-t pt-4 pb-1 text-lg sm:hidden"
            >
              <Icon name="heart" />
              Wish list
            </Link>
          </nav>
        </details>
        <div className="hidden max-w-72 lg:block">
          <Search id="search-wide" />
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
      <nav aria-label="Categories" className="column hidden pb-2 lg:block">
        <Categories categories={categories} className="flex flex-wrap justify-center gap-x-8 text-[0.95rem]" />
      </nav>
      <CloseOnNavigation />
    </header>
  );
}
