import { useT } from "#language";
import { rich } from "@/components/language/rich";
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
  const t = useT();
  const { q } = filters;
  const popular = categories.toSorted((a, b) => b.product_count - a.product_count).slice(0, MOST_CATEGORIES);
  return (
    <div>
      <div className="bg-surface rounded-[2px] px-6 py-10 sm:px-10 sm:py-12">
        <h2 className="text-heading wrap-anywhere">{q ? t("listing.none.found", { q }) : t("listing.none.matches")}</h2>
        {meant && meant.count > 0 && (
          <p className="mt-3 text-lg">
            {rich(t, "listing.none.meant", {
              ...meant,
              link: (text) => (
                <Link href={addressOf("/search", { q: meant.text })} prefetch={false} className={`${LINK} font-medium`}>
                  {text}
                </Link>
              ),
              soft: (text) => <span className="text-soft">{text}</span>,
            })}
          </p>
        )}
        {looser.length > 0 ? (
          <>
            <p className="text-soft mt-3">{t("listing.none.take_away")}</p>
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
                      {t("listing.none.without", {
                        filter: filterText(t, name, filters[name] ?? "", categories),
                        count,
                      })}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="text-soft mt-3 max-w-md">{t(q ? "listing.none.other_word" : "listing.none.look_around")}</p>
        )}
        <div className="mt-6 flex flex-wrap gap-3">
          <AskAssistant question={q ? t("listing.none.ask_for", { q }) : t("listing.none.ask")} />
          <ButtonLink href="/products" prefetch={false} variant="secondary">
            {t("listing.none.everything")}
          </ButtonLink>
        </div>
      </div>
      <h2 className="text-heading mt-12 mb-6">{t("listing.none.popular")}</h2>
      <CategoryTiles categories={popular} className="" sizes="(min-width: 64rem) 16vw, (min-width: 40rem) 22vw, 45vw" />
    </div>
  );
}
