import type { Metadata } from "next";

import { storefrontContext } from "@/adapters/storefront";
import { getT } from "@/components/language/server";
import { ReviewNumbers, WriteLink } from "@/components/reviews/product-reviews";
import { ReviewList } from "@/components/reviews/review-list";
import { ReviewPages, ReviewSort } from "@/components/reviews/review-sort";
import { Alert } from "@/components/ui/alert";
import { Link } from "@/components/ui/link";
import { DomainError } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { listProductReviews } from "@/domain/reviews/reviews";
import { REVIEW_ORDERINGS, type ReviewOrdering } from "@/model/reviews";
import type { MessageKey } from "@/model/translate";

import { productOf } from "../../product-of";
import { reportReview, voteForReview } from "./actions";

const PAGE_SIZE = 10;
type Given = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Given> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getT();
  const { name } = await productOf((await params).slug);
  return { title: t("reviews_page.title_of", { name }), robots: { index: false } };
}

/** What the address asks for; what means nothing is left out, so that no address is an error. */
function readQuery(given: Given) {
  const rating = [1, 2, 3, 4, 5].find((stars) => given["rating"] === String(stars));
  const ordering = REVIEW_ORDERINGS.find((known): known is ReviewOrdering => known === given["ordering"]);
  const page = typeof given["page"] === "string" && /^[1-9]\d{0,5}$/.test(given["page"]) ? given["page"] : "1";
  return { rating, ordering, page };
}
type Query = ReturnType<typeof readQuery>;

/** The page that was asked for, or the nearest that there is. */
async function readReviews(context: Context, id: number, { rating, ordering, page }: Query) {
  const query = { id, page_size: String(PAGE_SIZE), ...(rating && { rating }), ...(ordering && { ordering }) };
  try {
    return { ...(await listProductReviews(context, { ...query, page })), page: Number(page) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const last = await listProductReviews(context, { ...query, page: "last" });
    return { ...last, page: Math.max(1, Math.ceil(last.count / PAGE_SIZE)) };
  }
}

const SAVED: Record<string, MessageKey> = {
  published: "reviews_page.saved.published",
  pending: "reviews_page.saved.pending",
  deleted: "reviews_page.saved.deleted",
};

/** All reviews of a product: narrowed by stars, sorted and paged in the address alone. */
export default async function ReviewsPage({ params, searchParams }: Props) {
  const t = await getT();
  const { id, slug, name } = await productOf((await params).slug);
  const given = await searchParams;
  const query = readQuery(given);
  const { count, results, summary, page } = await readReviews(await storefrontContext(), id, query);
  const path = `/products/${slug}/reviews`;
  const saved = SAVED[String(given["saved"])];
  return (
    <div className="column pt-10 lg:pt-16">
      <p className="text-soft">
        <Link href={`/products/${slug}`} prefetch={false} className="inline-block py-1 underline underline-offset-4">
          {name}
        </Link>
      </p>
      <h1 className="text-title">{t("reviews_page.title")}</h1>
      {saved && (
        <div className="mt-6">
          <Alert tone="success">{t(saved)}</Alert>
        </div>
      )}
      <div className="mt-8 grid gap-x-14 gap-y-10 lg:grid-cols-[20rem_1fr]">
        <div>
          <ReviewNumbers summary={summary} hrefOf={(rating) => `${path}?rating=${rating}`} chosen={query.rating} />
          <WriteLink slug={slug} />
        </div>
        <div>
          <ReviewSort path={path} count={count} query={query} />
          <ReviewList
            reviews={results}
            path={path}
            actions={{ vote: voteForReview, report: reportReview }}
            heading="h2"
          />
          <ReviewPages path={path} query={query} page={page} last={Math.ceil(count / PAGE_SIZE)} />
        </div>
      </div>
    </div>
  );
}
