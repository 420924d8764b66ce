import { Link } from "@/components/ui/link";
import type { Category } from "@/model/catalog";

import { Photo } from "../ui/photo";

type Props = {
  categories: readonly Category[];
  /** How many stand beside each other, and how wide their pictures are then. */
  className: string;
  sizes: string;
};

/** The kiln's own shape holds each category. */
export const CategoryTiles = ({ categories, className, sizes }: Props) => (
  <ul className={`grid grid-cols-2 gap-x-3 gap-y-8 sm:grid-cols-4 sm:gap-x-5 ${className}`}>
    {categories.map(({ id, slug, name, picture }) => (
      <li key={id} className="group relative">
        <div className="rounded-arch bg-surface aspect-4/5 overflow-hidden">
          {picture && <Photo image={picture} alt="" sizes={sizes} className="zoom size-full" />}
        </div>
        <p className="mt-3 text-center leading-snug font-medium">
          <Link href={`/categories/${slug}`} prefetch={false} className="after:absolute after:inset-0">
            {name}
          </Link>
        </p>
      </li>
    ))}
  </ul>
);
