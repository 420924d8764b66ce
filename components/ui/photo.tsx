import clsx from "clsx";

import type { Image } from "@/model/catalog";
import { plainSource, srcSet } from "@/model/media";

type Props = {
  image: Image;
  /** How wide it is shown, as the sizes attribute says it. */
  sizes: string;
  alt?: string;
  /** Above the fold: fetched first. */
  first?: boolean;
  className?: string;
};

/** A picture in the width that the screen needs; its color stands in until it is there. */
export function Photo({ image, sizes, alt = image.alt, first = false, className }: Props) {
  return (
    <img
      src={plainSource(image)}
      srcSet={srcSet(image) || undefined}
      sizes={image.widths.length > 0 ? sizes : undefined}
      alt={alt}
      width={image.width}
      height={image.height}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : undefined}
      decoding={first ? "sync" : "async"}
      className={clsx("bg-surface object-cover", className)}
      style={image.color ? { backgroundColor: image.color } : undefined}
    />
  );
}
