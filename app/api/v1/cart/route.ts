import { endpoint, resource } from "@/adapters/endpoint";
import { addToCart } from "@/domain/cart/add-to-cart";
import { changeCart, emptyCart, getCart } from "@/domain/cart/cart-items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getCart),
  POST: endpoint(addToCart, { status: 201, operationId: "add_to_cart_short" }),
  PATCH: endpoint(changeCart),
  DELETE: endpoint(emptyCart, { status: 204 }),
});
