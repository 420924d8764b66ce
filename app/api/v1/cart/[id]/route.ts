import { endpoint, resource } from "@/adapters/endpoint";
import { changeCartItem, getCartItem, removeCartItem, replaceCartItem } from "@/domain/cart/cart-items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getCartItem, { operationId: "get_cart_line" }),
  PUT: endpoint(replaceCartItem, { operationId: "replace_cart_line" }),
  PATCH: endpoint(changeCartItem, { operationId: "change_cart_line" }),
  DELETE: endpoint(removeCartItem, { status: 204, operationId: "remove_cart_line" }),
});
