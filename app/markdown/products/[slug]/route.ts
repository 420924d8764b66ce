import { markdownAnswer, productMarkdown } from "@/adapters/markdown";
import { productOf } from "@/app/[locale]/(shop)/products/product-of";
import { readProduct, readShipping } from "@/app/[locale]/(shop)/reads";
import { DEFAULT_LOCALE } from "@/model/locales";

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const [product, shipping] = await Promise.all([
    productOf(slug, (input) => readProduct.in(DEFAULT_LOCALE, input)),
    readShipping.in(DEFAULT_LOCALE, {}),
  ]);
  return markdownAnswer(productMarkdown(product, shipping.results[0]), `/products/${slug}`);
}
