import { endpoint, resource } from "@/adapters/endpoint";
import { applyDiscount, removeDiscount } from "@/domain/cart/cart-discount";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(applyDiscount),
  DELETE: endpoint(removeDiscount, { status: 204 }),
});
