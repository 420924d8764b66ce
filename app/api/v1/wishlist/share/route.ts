import { endpoint, resource } from "@/adapters/endpoint";
import { getWishlistShare, shareWishlist, unshareWishlist } from "@/domain/wishlist/share-wishlist";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getWishlistShare),
  POST: endpoint(shareWishlist),
  DELETE: endpoint(unshareWishlist, { status: 204 }),
});
