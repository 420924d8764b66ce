import type { Cart, CartItem } from "./cart";

/** How many of a line there are to be had. */
export function leftOf({ unavailable, variant_id, product }: CartItem): number {
  const stock = product.variants.find(({ id }) => id === variant_id)?.stock ?? product.stock;
  return unavailable ? 0 : stock;
}

/** The lines of which there is not as much as the cart holds. */
export const findShort = ({ items }: Cart) =>
  items.map((item) => ({ ...item, left: leftOf(item) })).filter(({ left, quantity }) => left < quantity);
