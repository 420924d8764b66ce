import type { Image } from "./catalog";

type Sized = Pick<Image, "url" | "widths">;

/** The address of one width of a picture; a picture from elsewhere has only its own. */
export const mediaSource = ({ url, widths }: Sized, width: number) =>
  widths.includes(width) ? url.replace(/\.webp$/, `-${width}.webp`) : url;

/** All widths, as srcset wants them. */
export const srcSet = (image: Sized) =>
  image.widths.map((width) => `${mediaSource(image, width)} ${width}w`).join(", ");

/** The width to name in src, for browsers without srcset and for mail: about this wide. */
export const plainSource = (image: Sized, about = 640) =>
  mediaSource(image, image.widths.find((width) => width >= about) ?? image.widths.at(-1) ?? 0);
