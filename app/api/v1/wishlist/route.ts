import { endpoint, resource } from "@/adapters/endpoint";
import { addWish, listWishes } from "@/domain/wishlist/wishlist";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listWishes),
  POST: endpoint(addWish, { status: 201 }),
});
