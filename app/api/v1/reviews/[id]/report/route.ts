import { endpoint, resource } from "@/adapters/endpoint";
import { reportReview } from "@/domain/reviews/judge-reviews";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(reportReview, { status: 204 }),
});
