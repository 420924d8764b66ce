import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { Link } from "@/components/ui/link";
import { listReviews } from "@/domain/reviews/reviews";

export const metadata: Metadata = { title: "Your reviews", robots: { index: false } };
const date = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const STANDING = { published: "", pending: "Waits to be read by us", rejected: "Not published" };

export default async function OwnReviewsPage() {
  const context = await storefrontContext();
  if (!context.user) redirect(await inLanguage("/sign-in?next=/account/reviews"));
  const { results } = await listReviews(context, { page_size: "100" });
  // An admin's list is everybody's.
  const own = results.filter((review) => review.is_own);
  return (
    <>
      <h1 className="text-title mb-8">Reviews</h1>
      {own.length === 0 && (
        <p className="bg-surface text-soft px-6 py-14 text-center">
          None yet. You can write one on the page of anything that you bought here.
        </p>
      )}
      <ul className="border-line border-t empty:hidden">
        {own.map(({ id, product_slug, product_name, rating, title, body, created_at, status }) => (
          <li key={id} className="border-line max-w-3xl border-b py-6">
            <h2 className="text-2xl">{title}</h2>
            <p className="text-soft text-sm">
              {rating} of 5 stars for{" "}
              <Link
                href={`/products/${product_slug}`}
                prefetch={false}
                className="text-ink underline underline-offset-4"
              >
                {product_name}
              </Link>{" "}
              · {date.format(new Date(created_at))}
              {STANDING[status] && ` · ${STANDING[status]}`}
            </p>
            <p className="mt-3 break-words whitespace-pre-line">{body}</p>
            <Link
              href={`/products/${product_slug}/review`}
              prefetch={false}
              className="decoration-line inline-flex min-h-11 items-center underline underline-offset-4 hover:decoration-current"
              aria-label={`Change your review of the ${product_name}`}
            >
              Change it
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
