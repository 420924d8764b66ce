import { SOCIAL_ALT, SOCIAL_SIZE, socialImage } from "@/adapters/social-image";
import { translatorOf } from "@/messages/all";
import { DEFAULT_LOCALE, isLocale } from "@/model/locales";

import { readStore } from "./reads";

export const revalidate = 300;
export const generateStaticParams = () => [];
export const size = SOCIAL_SIZE;
export const contentType = "image/png";
export const alt = SOCIAL_ALT;

export default async function StoreImage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const t = translatorOf(isLocale(locale) ? locale : DEFAULT_LOCALE);
  return socialImage(t("home.title"), t("store.tagline"), (await readStore({})).hero);
}
