import { endpoint, resource } from "@/adapters/endpoint";
import { readOrderTimeline } from "@/domain/orders/timeline";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(readOrderTimeline),
});
