import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";

import "./globals.css";

import { env } from "@/env";
import { STORE } from "@/model/store";

const serif = localFont({
  src: "../node_modules/@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2",
  variable: "--font-instrument-serif",
  weight: "400",
  display: "swap",
  adjustFontFallback: "Times New Roman",
});
const sans = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  variable: "--font-instrument-sans",
  weight: "400 700",
  display: "swap",
});

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f3" },
    { media: "(prefers-color-scheme: dark)", color: "#191613" },
  ],
};

export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(env().APP_URL),
  title: { default: `${STORE.name}: ${STORE.tagline}`, template: `%s · ${STORE.name}` },
  description: STORE.tagline,
});

/** Runs before the first paint: a chosen theme never flashes the other. */
const THEME = `try{var t=document.cookie.match(/(?:^|; )theme=(light|dark)/);if(t)document.documentElement.dataset.theme=t[1]}catch(e){}`;

export default function RootLayout({ children }: { children: ReactNode }) {
  const { NOTICE } = env();
  return (
    <html lang="en" className={`${serif.variable} ${sans.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME }} />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="bg-ink text-paper sr-only z-30 px-5 py-3 focus:not-sr-only focus:absolute focus:start-4 focus:top-4"
        >
          Skip to the content
        </a>
        {NOTICE && (
          <aside aria-label="Notice" className="bg-ink text-paper px-4 py-1.5 text-center text-sm">
            {NOTICE}
          </aside>
        )}
        {children}
      </body>
    </html>
  );
}
