import { endpoint, resource } from "@/adapters/endpoint";
import { addToCart } from "@/domain/cart/add-to-cart";
import { listCartItems } from "@/domain/cart/cart-items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listCartItems),
  POST: endpoint(addToCart, { status: 201 }),
});
