import { useT } from "#language";
import { Link } from "@/components/ui/link";
import type { Product } from "@/model/catalog";

import { Rating } from "./rating";

/** Pictures beside what is said and chosen. */
export const STAGE = "grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1.35fr)_minmax(22rem,1fr)]";

const STEP = "hover:text-accent inline-block py-1";

/** Where the product stands in the shop. */
export function Breadcrumbs({ category, name }: Pick<Product, "category" | "name">) {
  const t = useT();
  return (
    <nav aria-label={t("catalog.breadcrumbs")} className="text-soft mb-5 text-sm">
      <ol className="flex flex-wrap gap-x-2">
        <li>
          <Link href="/" prefetch={false} className={STEP}>
            {t("catalog.home")}
          </Link>{" "}
          /
        </li>
        <li>
          <Link href={`/categories/${category.slug}`} prefetch={false} className={STEP}>
            {category.name}
          </Link>{" "}
          /
        </li>
        <li aria-current="page" className="py-1">
          {name}
        </li>
      </ol>
    </nav>
  );
}

type HeadingProps = Pick<Product, "name" | "tagline" | "rating" | "review_count">;

export const ProductHeading = ({ name, tagline, rating, review_count }: HeadingProps) => (
  <>
    <h1 className="text-title">{name}</h1>
    <p className="text-soft mt-2 text-lg">{tagline}</p>
    {rating !== null && (
      <p className="mt-3">
        <a href="#reviews" className="inline-block py-1">
          <Rating rating={rating} count={review_count} />
        </a>
      </p>
    )}
  </>
);
