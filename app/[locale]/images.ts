import { publicContext } from "@/adapters/context";
import { findImages } from "@/domain/catalog/images";
import type { Order } from "@/model/orders";

/** The pictures of order lines, by the address that the line keeps. */
async function readImages(urls: string[]) {
  const images = await findImages(publicContext(), { urls: urls.filter(Boolean).slice(0, 200) });
  return new Map(images.map((image) => [image.url, image]));
}

/** The lines of an order as pages show them. */
export async function readLines({ items }: Pick<Order, "items">) {
  const images = await readImages(items.map(({ image }) => image));
  return items.map(({ product_name: name, image, ...line }) => ({ ...line, name, image: images.get(image) }));
}
