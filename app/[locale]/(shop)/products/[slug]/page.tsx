import type { Metadata } from "next";

import { alternates } from "../../../root";
import { productOf } from "../product-of";
import { ProductView } from "./view";

export const revalidate = 300;
export const generateStaticParams = () => [];
type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { name, tagline, slug } = await productOf((await props.params).slug);
  return { title: name, description: tagline, alternates: await alternates(`/products/${slug}`) };
}

export default async function ProductPage(props: Props) {
  return <ProductView product={await productOf((await props.params).slug)} />;
}
