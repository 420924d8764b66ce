import { endpoint, resource } from "@/adapters/endpoint";
import { getSharedWishlist } from "@/domain/wishlist/share-wishlist";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(getSharedWishlist) });
