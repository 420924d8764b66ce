import { endpoint, resource } from "@/adapters/endpoint";
import { voteForReview, withdrawVote } from "@/domain/reviews/judge-reviews";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(voteForReview),
  DELETE: endpoint(withdrawVote, { status: 204 }),
});
