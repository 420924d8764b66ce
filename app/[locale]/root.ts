import type { Metadata, Viewport } from "next";

import { currentLocale, getT } from "@/components/language/server";
import { env } from "@/env";
import { PSEUDO_LOCALE } from "@/model/locales";
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

export const generateMetadata = async (): Promise<Metadata> => ({
  metadataBase: new URL(env().APP_URL),
  title: { default: `${STORE.name}: ${STORE.tagline}`, template: `%s · ${STORE.name}` },
  description: STORE.tagline,
  openGraph: { siteName: STORE.name, type: "website", locale: "en_US" },
  twitter: { card: "summary_large_image" },
  ...((await currentLocale()) === PSEUDO_LOCALE && { robots: { index: false, follow: false } }),
});

/** A page's own address, and where the same is as text. */
export const alternates = (path: string): Metadata["alternates"] => ({
  canonical: path,
  types: { "text/markdown": `${path}.md` },
});

/** The head of a page that search engines find. */
export const listed = (title: MessageKey, path: string) => async (): Promise<Metadata> => ({
  title: (await getT())(title),
  alternates: alternates(path),
});

/** The head of a page that is nothing to search engines. */
export const unlisted = (title: MessageKey) => async (): Promise<Metadata> => ({
  title: (await getT())(title),
  robots: { index: false },
});

/** Whether the sandbox's rules speak for the assistant, and no model. */
export const isAssistantOffline = () => env().OPENAI_MODEL.startsWith("sandbox");
