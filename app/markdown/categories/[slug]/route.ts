import { notFound } from "next/navigation";

import { categoryMarkdown, markdownAnswer } from "@/adapters/markdown";
import { readCategories, readProducts } from "@/app/[locale]/(shop)/reads";

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const category = (await readCategories({})).results.find((each) => each.slug === slug) ?? notFound();
  const { results } = await readProducts({ category__slug: slug, page_size: "100" });
  return markdownAnswer(categoryMarkdown(category, results), `/categories/${slug}`);
}
