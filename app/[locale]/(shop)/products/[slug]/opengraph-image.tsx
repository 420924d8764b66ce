import { SOCIAL_ALT, SOCIAL_SIZE, socialImage } from "@/adapters/social-image";

import { productOf } from "../product-of";

export const revalidate = 300;
export const generateStaticParams = () => [];
export const size = SOCIAL_SIZE;
export const contentType = "image/png";
export const alt = SOCIAL_ALT;

export default async function ProductImage({ params }: { params: Promise<{ slug: string }> }) {
  const { name, tagline, images } = await productOf((await params).slug);
  return socialImage(name, tagline, images[0]);
}
