import type { Image } from "@/model/catalog";
import type { Translate } from "@/model/translate";

import type { Found } from "./find-suggestions";

export type Option = { key: string; href: string; text: string; image?: Image | null; price?: string; search?: string };
export type Group = { name: string; options: Option[] };

type Page = { t: Translate; /** The address of a path in the language of the page. */ to: (path: string) => string };

/** What can be chosen below the field, by kind; before anything is typed, what was searched for before. */
export function groupsOf({ t, to }: Page, text: string, found: Found | undefined, recent: string[]): Group[] {
  const searchFor = (query: string): Option => ({
    key: `q-${query}`,
    href: to(`/search?${new URLSearchParams({ q: query })}`),
    text: query,
    search: query,
  });
  const groups: Group[] = text
    ? [
        { name: t("search.searches"), options: (found?.queries ?? []).map(searchFor) },
        {
          name: t("layout.categories"),
          options: (found?.categories ?? []).map(({ slug, name }) => ({
            key: `c-${slug}`,
            href: to(`/categories/${slug}`),
            text: name,
          })),
        },
        {
          name: t("search.products"),
          options: (found?.products ?? []).map(({ slug, name, image, price, currency }) => ({
            key: `p-${slug}`,
            href: to(`/products/${slug}`),
            text: name,
            image,
            price: t.money(price, currency),
          })),
        },
      ]
    : [{ name: t("search.recent"), options: recent.map(searchFor) }];
  return groups.filter(({ options }) => options.length > 0);
}

/** A text in parts: those that begin like a typed word, and what is between them. */
export function marked(text: string, typed: string): { text: string; isMarked: boolean }[] {
  const words = typed
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  if (words.length === 0) return [{ text, isMarked: false }];
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])(${words.join("|")})`, "giu");
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isMarked: index % 2 === 1 }))
    .filter((part) => part.text);
}
