import { SOCIAL_ALT, SOCIAL_SIZE, socialImage } from "@/adapters/social-image";
import { translatorOf } from "@/messages/all";
import { localeNamed } from "@/model/locales";

import { readStore } from "./reads";

export const revalidate = 300;
export const generateStaticParams = () => [];
export const size = SOCIAL_SIZE;
export const contentType = "image/png";
export const alt = SOCIAL_ALT;

export default async function StoreImage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeNamed((await params).locale);
  const t = translatorOf(locale);
  return socialImage(t("home.title"), t("store.tagline"), (await readStore.in(locale, {})).hero);
}
