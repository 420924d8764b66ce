import { llmsText } from "@/adapters/markdown";
import { readCategories, readPage } from "@/app/[locale]/(shop)/reads";
import { DEFAULT_LOCALE } from "@/model/locales";
import { PAGE_SLUGS } from "@/model/pages";

export async function GET() {
  const [categories, ...pages] = await Promise.all([
    readCategories.in(DEFAULT_LOCALE, {}),
    ...PAGE_SLUGS.map((id) => readPage.in(DEFAULT_LOCALE, { id })),
  ]);
  return new Response(llmsText(categories, pages), {
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
