import localFont from "next/font/local";
import type { ReactNode } from "react";

import { BROWSER_AREAS } from "@/components/language/areas";
import { LanguageProvider } from "@/components/language/client";
import { getOptionNames, getT } from "@/components/language/server";
import { pickMessages } from "@/messages/all";
import { LANGUAGE_TAGS, directionOf } from "@/model/locales";
import { numeralsOf } from "@/model/numerals";
import { THEME_SCRIPT } from "@/model/theme";

// What stands in for them until they have come is measured in globals.css: Next knows it for Arial and Times alone.
const instrumentSerif = localFont({
  src: "../../node_modules/@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2",
  variable: "--font-instrument-serif",
  weight: "400",
  display: "swap",
  adjustFontFallback: false,
});
const instrumentSans = localFont({
  src: "../../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  variable: "--font-instrument-sans",
  weight: "400 700",
  display: "swap",
  adjustFontFallback: false,
});

type Props = { notice: string; isSandbox: boolean; children: ReactNode };

/** What every page is written on: fonts, theme, the way past the header, and the notice above all. */
export async function Document({ notice, isSandbox, children }: Props) {
  const t = await getT();
  const said = notice || (isSandbox && t("layout.sandbox"));
  return (
    <html
      lang={t.locale}
      dir={directionOf(t.locale)}
      className={`${instrumentSerif.variable} ${instrumentSans.variable}`}
      suppressHydrationWarning
    >
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="bg-ink text-paper sr-only z-30 px-5 py-3 focus:not-sr-only focus:absolute focus:start-4 focus:top-4"
        >
          {t("layout.skip")}
        </a>
        {said && (
          <aside aria-label={t("layout.notice")} className="notice bg-ink text-paper px-4 py-1.5 text-center text-sm">
            {said}
          </aside>
        )}
        <LanguageProvider
          locale={t.locale}
          messages={pickMessages(t.locale, BROWSER_AREAS)}
          options={await getOptionNames()}
          numerals={numeralsOf(LANGUAGE_TAGS[t.locale])}
        >
          {children}
        </LanguageProvider>
      </body>
    </html>
  );
}
