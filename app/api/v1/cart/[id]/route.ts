import { endpoint, resource } from "@/adapters/endpoint";
import { changeCartItem, getCartItem, removeCartItem, replaceCartItem } from "@/domain/cart/cart-items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getCartItem, { alias: true }),
  PUT: endpoint(replaceCartItem, { alias: true }),
  PATCH: endpoint(changeCartItem, { alias: true }),
  DELETE: endpoint(removeCartItem, { status: 204, alias: true }),
});
