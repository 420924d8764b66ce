import { endpoint, resource } from "@/adapters/endpoint";
import { refundReturn } from "@/domain/returns/judge-returns";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(refundReturn),
});
