import { Link } from "@/components/ui/link";
import { addressOf, withFilters } from "@/model/listing";

import { AskAssistant } from "../assistant/ask-assistant";
import { ButtonLink } from "../ui/button";
import { filterText } from "./applied-filters";
import { CategoryTiles } from "./category-tiles";
import type { ListingProps } from "./listing";

const MOST_CATEGORIES = 4;
const LINK = "inline-flex min-h-11 items-center gap-2 underline underline-offset-4 hover:text-accent";

/** Where a list is empty: what was perhaps meant, what to take away, where others go, and someone to ask. */
export function NoResults({ path, filters, categories, looser = [], meant }: ListingProps) {
  const { q } = filters;
  const popular = categories.toSorted((a, b) => b.product_count - a.product_count).slice(0, MOST_CATEGORIES);
  return (
    <div>
      <div className="bg-surface rounded-[2px] px-6 py-10 sm:px-10 sm:py-12">
        <h2 className="text-heading wrap-anywhere">
          {q ? `Nothing found for “${q}”.` : "Nothing matches all of this."}
        </h2>
        {meant && meant.count > 0 && (
          <p className="mt-3 text-lg">
            Did you mean{" "}
            <Link href={addressOf("/search", { q: meant.text })} prefetch={false} className={`${LINK} font-medium`}>
              {meant.text}
            </Link>
            ? <span className="text-soft">{meant.count === 1 ? "1 product" : `${meant.count} products`}</span>
          </p>
        )}
        {looser.length > 0 ? (
          <>
            <p className="text-soft mt-3">Take one filter away:</p>
            <ul className="mt-1">
              {looser.map(({ name, count }) => (
                <li key={name}>
                  <Link
                    href={addressOf(path, withFilters(filters, { [name]: "" }))}
                    prefetch={false}
                    scroll={false}
                    data-filter
                    className={LINK}
                  >
                    <span>
                      Without “{filterText(name, filters[name] ?? "", categories)}”:{" "}
                      {count === 1 ? "1 product" : `${count} products`}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="text-soft mt-3 max-w-md">
            {q
              ? "Try a word for the thing itself, such as mug, linen or lamp, or look around below."
              : "Look around below, or begin again with the whole shop."}
          </p>
        )}
        <div className="mt-6 flex flex-wrap gap-3">
          <AskAssistant question={q ? `I am looking for ${q}` : "Help me find something"} />
          <ButtonLink href="/products" prefetch={false} variant="secondary">
            See everything
          </ButtonLink>
        </div>
      </div>
      <h2 className="text-heading mt-12 mb-6">Where others look</h2>
      <CategoryTiles categories={popular} className="" sizes="(min-width: 64rem) 16vw, (min-width: 40rem) 22vw, 45vw" />
    </div>
  );
}
