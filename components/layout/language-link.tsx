"use client";

import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

import { usePlace, useT } from "@/components/language/client";
import { localized, type LOCALES } from "@/model/locales";

type Props = { locale: (typeof LOCALES)[number]; children: ReactNode };

export const LanguageLinkWithQuery = (props: Props) => <LanguageLink {...props} query={useSearchParams().toString()} />;

/** Loads the page anew, since all that is on it is in its language. */
export function LanguageLink({ locale, query, children }: Props & { query: string }) {
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
      {children}
    </a>
  );
}
