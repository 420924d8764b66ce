import type { Cart, CartItem } from "./cart";
import { serves, untilFree } from "./delivery";
import type { ShippingMethod } from "./orders";
import { priceCart } from "./price-cart";
import { findShort, leftOf } from "./shortages";

/** What a line of the cart shows, without all that its product is. */
function viewLine(item: CartItem) {
  const { id, product, variant_id, size, color, quantity, price, subtotal, unavailable, price_changed } = item;
  const shown = product.variants.find((variant) => variant.id === variant_id)?.image ?? product.image;
  return {
    id,
    product_id: product.id,
    variant_id,
    slug: product.slug,
    name: product.name,
    size,
    color,
    quantity,
    price,
    subtotal,
    unavailable,
    price_changed,
    left: leftOf(item),
    image: product.images.find(({ url }) => url === shown) ?? product.images[0] ?? null,
  };
}
export type CartLineView = ReturnType<typeof viewLine>;

/** A cart as it is shown, with what it will come to by the first way of delivery that goes where it goes. */
export function viewCart(cart: Cart, methods: readonly ShippingMethod[]) {
  const { country, currency, discount, discount_code, discount_problem, tax_name, tax_rate } = cart;
  const delivery = methods.find((method) => serves(method, country));
  const { items: _, ...sums } = priceCart(cart.items, { discount, shipping: delivery, tax: { rate: tax_rate } });
  const missing = delivery && discount?.kind !== "free_shipping" ? untilFree(delivery, cart.subtotal) : null;
  return {
    lines: cart.items.map(viewLine),
    country,
    currency,
    discount,
    discount_code,
    discount_problem,
    totals: {
      ...sums,
      discount_code,
      tax_name,
      tax_rate,
      shipping_price: delivery ? sums.shipping_price : null,
    },
    /** How long the delivery takes; null where nothing goes. */
    days: delivery ? { min_days: delivery.min_days, max_days: delivery.max_days } : null,
    /** How much more makes the delivery free. */
    free: missing && delivery?.free_from ? { missing, reached: cart.subtotal, from: delivery.free_from } : null,
    /** Whether it can be ordered as it is. */
    stands: discount_problem === null && findShort(cart).length === 0,
  };
}
export type CartView = ReturnType<typeof viewCart>;
