import { signedIn } from "@/adapters/signed-in";
import { rich } from "@/components/language/rich";
import { getT } from "@/components/language/server";
import { Link } from "@/components/ui/link";
import { listReviews } from "@/domain/reviews/reviews";

import { unlisted } from "../../../root";

export const generateMetadata = unlisted("account_page.reviews.title");

export default async function OwnReviewsPage() {
  const t = await getT();
  const context = await signedIn("/account/reviews");
  const { results } = await listReviews(context, { page_size: "100" });
  // An admin's list is everybody's.
  const own = results.filter((review) => review.is_own);
  return (
    <>
      <h1 className="text-title mb-8">{t("account.nav.reviews")}</h1>
      {own.length === 0 && (
        <p className="bg-surface text-soft px-6 py-14 text-center">{t("account_page.reviews.none")}</p>
      )}
      <ul className="border-line border-t empty:hidden">
        {own.map(({ id, product_slug, product_name, rating, title, body, created_at, status }) => (
          <li key={id} className="border-line max-w-3xl border-b py-6">
            <h2 className="text-2xl">{title}</h2>
            <p className="text-soft text-sm">
              {rich(t, "account_page.reviews.of", {
                rating,
                product: product_name,
                date: t.date(created_at, { dateStyle: "medium" }),
                link: (text) => (
                  <Link
                    href={`/products/${product_slug}`}
                    prefetch={false}
                    className="text-ink underline underline-offset-4"
                  >
                    {text}
                  </Link>
                ),
              })}
              {status !== "published" && ` · ${t(`account_page.reviews.${status}`)}`}
            </p>
            <p className="mt-3 break-words whitespace-pre-line">{body}</p>
            <Link
              href={`/products/${product_slug}/review`}
              prefetch={false}
              className="decoration-line inline-flex min-h-11 items-center underline underline-offset-4 hover:decoration-current"
              aria-label={t("account_page.reviews.change.what", { name: product_name })}
            >
              {t("account_page.reviews.change")}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
