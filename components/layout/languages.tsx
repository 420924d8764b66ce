"use client";

import clsx from "clsx";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";

import { usePlace, useT } from "@/components/language/client";
import { LANGUAGE_NAMES, LANGUAGE_TAGS, LOCALES, localized } from "@/model/locales";
import { marketOfLocale } from "@/model/markets";
import { currencySymbol } from "@/model/money";

import { Icon } from "../ui/icon";

type Spoken = (typeof LOCALES)[number];

/** The page where it is in each language that the shop speaks. */
export function Languages({ className }: { className?: string }) {
  const t = useT();
  return (
    <div className={clsx("flex gap-x-3", className)}>
      <Icon name="globe" className="mt-2.5 size-6 shrink-0" />
      <ul aria-label={t("layout.language")} className="flex flex-wrap gap-x-5">
        {LOCALES.map((locale) => (
          <li key={locale}>
            {/* A page that is kept learns its query in the browser. One by one, or React would show them by scripts alone. */}
            <Suspense fallback={<Way locale={locale} query="" />}>
              <WayWithQuery locale={locale} />
            </Suspense>
          </li>
        ))}
      </ul>
    </div>
  );
}

const WayWithQuery = ({ locale }: { locale: Spoken }) => <Way locale={locale} query={useSearchParams().toString()} />;

/** Loads the page anew, since all that is on it is in its language. */
function Way({ locale, query }: { locale: Spoken; query: string }) {
  const t = useT();
  const place = usePlace();
  return (
    <a
      href={localized(locale, query ? `${place}?${query}` : place)}
      lang={locale}
      hrefLang={locale}
      aria-current={locale === t.locale || undefined}
      className="hover:text-accent aria-current:decoration-accent inline-block py-2.5 decoration-2 underline-offset-6 aria-current:underline"
    >
      {LANGUAGE_NAMES[locale]} ({currencySymbol(marketOfLocale(locale).currency, LANGUAGE_TAGS[locale])})
    </a>
  );
}
