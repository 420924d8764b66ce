import { endpoint, resource } from "@/adapters/endpoint";
import { changeReturn } from "@/domain/returns/judge-returns";
import { getReturn } from "@/domain/returns/returns";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getReturn),
  PATCH: endpoint(changeReturn),
});
