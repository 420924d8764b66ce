import { notFound } from "next/navigation";

import { categoryMarkdown, markdownAnswer } from "@/adapters/markdown";
import { readCategories, readProducts } from "@/app/[locale]/(shop)/reads";
import { DEFAULT_LOCALE } from "@/model/locales";

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const category = (await readCategories.in(DEFAULT_LOCALE, {})).find((each) => each.slug === slug) ?? notFound();
  const { results } = await readProducts.in(DEFAULT_LOCALE, { category__slug: slug, page_size: "100" });
  return markdownAnswer(categoryMarkdown(category, results), `/categories/${slug}`);
}
