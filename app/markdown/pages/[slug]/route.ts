import { notFound } from "next/navigation";

import { markdownAnswer, pageMarkdown } from "@/adapters/markdown";
import { readPage } from "@/app/[locale]/(shop)/reads";
import { DEFAULT_LOCALE } from "@/model/locales";
import { PAGE_SLUGS } from "@/model/pages";

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const id = PAGE_SLUGS.find((known) => known === slug) ?? notFound();
  return markdownAnswer(pageMarkdown(await readPage.in(DEFAULT_LOCALE, { id })), `/${id}`);
}
