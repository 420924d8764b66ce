import { endpoint, resource } from "@/adapters/endpoint";
import { getReview } from "@/domain/reviews/reviews";
import { changeReview, deleteReview } from "@/domain/reviews/write-reviews";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getReview),
  PATCH: endpoint(changeReview),
  DELETE: endpoint(deleteReview, { status: 204 }),
});
