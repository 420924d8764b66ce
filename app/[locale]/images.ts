import { publicContext } from "@/adapters/context";
import { findImages } from "@/domain/catalog/images";

/** The pictures of order lines, by the address that the line keeps. */
export async function readImages(urls: string[]) {
  const images = await findImages(publicContext(), { urls: urls.filter(Boolean).slice(0, 200) });
  return new Map(images.map((image) => [image.url, image]));
}
