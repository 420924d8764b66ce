import { notFound } from "next/navigation";

import { markdownAnswer, pageMarkdown } from "@/adapters/markdown";
import { readPage } from "@/app/[locale]/(shop)/reads";
import { PAGE_SLUGS } from "@/model/pages";

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const id = PAGE_SLUGS.find((known) => known === slug) ?? notFound();
  return markdownAnswer(pageMarkdown(await readPage({ id })), `/${id}`);
}
