import { signedIn } from "@/adapters/signed-in";
import { getT } from "@/components/language/server";
import { DeleteReview, ReviewForm } from "@/components/reviews/review-form";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { getReviewStanding } from "@/domain/reviews/reviews";
import type { Translate } from "@/model/translate";

import { unlisted } from "../../../../root";
import { productOf } from "../../product-of";
import { removeReview, saveReview } from "../reviews/actions";

export const generateMetadata = unlisted("review_page.title");
type Props = { params: Promise<{ slug: string }> };

/** Where someone who bought a product says what it is like, or changes what they said. */
export default async function ReviewPage({ params }: Props) {
  const t = await getT();
  const product = await productOf((await params).slug);
  const { id, slug, name } = product;
  const context = await signedIn(`/products/${slug}/review`);
  const { review, has_bought } = await getReviewStanding(context, { id });
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-xl">
        <p className="text-soft">
          <Link href={`/products/${slug}`} prefetch={false} className="inline-block py-1 underline underline-offset-4">
            {name}
          </Link>
        </p>
        <h1 className="text-title">{t(review ? "review_page.change" : "review_page.write")}</h1>
        {(review ?? has_bought) ? (
          <>
            <ReviewForm product={{ id, slug }} review={review} save={saveReview} />
            {review && <DeleteReview id={review.id} slug={slug} remove={removeReview} />}
          </>
        ) : (
          <NotBought t={t} name={name} slug={slug} />
        )}
      </div>
    </div>
  );
}

const NotBought = ({ t, name, slug }: { t: Translate; name: string; slug: string }) => (
  <>
    <p className="mt-6 text-lg">{t("review_page.not_bought", { name })}</p>
    <ButtonLink href={`/products/${slug}`} prefetch={false} className="mt-8">
      {t("review_page.back", { name })}
    </ButtonLink>
  </>
);
