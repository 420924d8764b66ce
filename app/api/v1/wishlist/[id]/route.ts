import { endpoint, resource } from "@/adapters/endpoint";
import { removeWish } from "@/domain/wishlist/wishlist";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: endpoint(removeWish, { status: 204 }),
});
