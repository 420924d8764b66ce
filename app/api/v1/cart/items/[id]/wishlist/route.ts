import { endpoint, resource } from "@/adapters/endpoint";
import { moveToWishlist } from "@/domain/wishlist/wishlist";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(moveToWishlist, { status: 201 }),
});
