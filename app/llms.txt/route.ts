import { llmsText } from "@/adapters/markdown";
import { readCategories, readPage } from "@/app/[locale]/(shop)/reads";
import { PAGE_SLUGS } from "@/model/pages";

export async function GET() {
  const [categories, ...pages] = await Promise.all([readCategories({}), ...PAGE_SLUGS.map((id) => readPage({ id }))]);
  return new Response(llmsText(categories.results, pages), {
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
