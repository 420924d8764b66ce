import { markdownAnswer, productMarkdown } from "@/adapters/markdown";
import { productOf } from "@/app/[locale]/(shop)/products/product-of";
import { readShipping } from "@/app/[locale]/(shop)/reads";

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const [product, shipping] = await Promise.all([productOf(slug), readShipping({})]);
  return markdownAnswer(productMarkdown(product, shipping.results[0]), `/products/${slug}`);
}
