import clsx from "clsx";
import { Suspense } from "react";

import { useT } from "#language";
import { LANGUAGE_NAMES, LANGUAGE_TAGS, LOCALES } from "@/model/locales";
import { marketOfLocale } from "@/model/markets";
import { currencySymbol } from "@/model/money";

import { Icon } from "../ui/icon";
import { LanguageLink, LanguageLinkWithQuery } from "./language-link";

/** The page where it is in each language that the shop speaks. */
export function Languages({ className }: { className?: string }) {
  const t = useT();
  return (
    <div className={clsx("flex gap-x-3", className)}>
      <Icon name="globe" className="mt-2.5 size-6 shrink-0" />
      <ul aria-label={t("layout.language")} className="flex flex-wrap gap-x-5">
        {LOCALES.map((locale) => {
          const symbol = currencySymbol(marketOfLocale(locale).currency, LANGUAGE_TAGS[locale]);
          const link = { locale, children: `${LANGUAGE_NAMES[locale]} (${symbol})` };
          return (
            <li key={locale}>
              {/* A page that is kept learns its query in the browser. One by one, or React would show them by scripts alone. */}
              <Suspense fallback={<LanguageLink {...link} query="" />}>
                <LanguageLinkWithQuery {...link} />
              </Suspense>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
