import { endpoint, resource } from "@/adapters/endpoint";
import { listProductReviews } from "@/domain/reviews/reviews";
import { createReview } from "@/domain/reviews/write-reviews";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listProductReviews),
  POST: endpoint(createReview, { status: 201 }),
});
