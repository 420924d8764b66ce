import { endpoint, resource } from "@/adapters/endpoint";
import { listReviews } from "@/domain/reviews/reviews";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(listReviews) });
