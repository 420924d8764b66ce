import { endpoint, resource } from "@/adapters/endpoint";
import { changeCartItem, getCartItem, removeCartItem, replaceCartItem } from "@/domain/cart/cart-items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getCartItem),
  PUT: endpoint(replaceCartItem),
  PATCH: endpoint(changeCartItem),
  DELETE: endpoint(removeCartItem, { status: 204 }),
});
