import type { Metadata, Viewport } from "next";

import { pageLocale } from "@/adapters/page-locale";
import { getT } from "@/components/language/server";
import { env } from "@/env";
import { LANGUAGE_TAGS, LOCALES, type Locale, PSEUDO_LOCALE, inEveryLanguage, localized } from "@/model/locales";
import { STORE } from "@/model/store";
import type { MessageKey } from "@/model/translate";

/** What both root layouts say of the shop. */
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f3" },
    { media: "(prefers-color-scheme: dark)", color: "#191613" },
  ],
};

/** "de_DE", as Open Graph writes a language. */
const graphLocale = (locale: Locale) => LANGUAGE_TAGS[locale].replace("-", "_");

/** What the networks are told of every page. */
export async function openGraph() {
  const locale = await pageLocale();
  return {
    siteName: STORE.name,
    type: "website",
    locale: graphLocale(locale),
    alternateLocale: LOCALES.filter((other) => other !== locale).map(graphLocale),
  } satisfies Metadata["openGraph"];
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT();
  const tagline = t("store.tagline");
  return {
    metadataBase: new URL(env().APP_URL),
    title: { default: `${STORE.name}: ${tagline}`, template: `%s · ${STORE.name}` },
    description: tagline,
    openGraph: await openGraph(),
    twitter: { card: "summary_large_image" },
    ...(t.locale === PSEUDO_LOCALE && { robots: { index: false, follow: false } }),
  };
}

/** A page's own address, and the same in every language. */
export const addresses = async (path: string) => ({
  canonical: localized(await pageLocale(), path),
  languages: Object.fromEntries(inEveryLanguage(path)),
});

/** A page's own address, the same in every language, and where it is as text. */
export const alternates = async (path: string) => ({
  ...(await addresses(path)),
  types: { "text/markdown": `${path}.md` },
});

/** The head of a page that search engines find. */
export const listed = (title: MessageKey, path: string) => async (): Promise<Metadata> => ({
  title: (await getT())(title),
  alternates: await alternates(path),
});

/** The head of a page that is nothing to search engines. */
export const unlisted = (title: MessageKey) => async (): Promise<Metadata> => ({
  title: (await getT())(title),
  robots: { index: false },
});

/** Whether the sandbox's rules speak for the assistant, and no model. */
export const isAssistantOffline = () => env().OPENAI_MODEL.startsWith("sandbox");
