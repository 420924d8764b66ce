import { endpoint, resource } from "@/adapters/endpoint";
import { moveWishToCart } from "@/domain/wishlist/wishlist";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(moveWishToCart, { status: 201 }),
});
