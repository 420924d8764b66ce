import { SOCIAL_ALT, SOCIAL_SIZE, socialImage } from "@/adapters/social-image";
import { localeNamed } from "@/model/locales";

import { readProduct } from "../../reads";
import { productOf } from "../product-of";

export const revalidate = 300;
export const generateStaticParams = () => [];
export const size = SOCIAL_SIZE;
export const contentType = "image/png";
export const alt = SOCIAL_ALT;

export default async function ProductImage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { locale, slug } = await params;
  const read = (input: { slug: string }) => readProduct.in(localeNamed(locale), input);
  const { name, tagline, images } = await productOf(slug, read);
  return socialImage(name, tagline, images[0]);
}
