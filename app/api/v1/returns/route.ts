import { endpoint, resource } from "@/adapters/endpoint";
import { listReturns } from "@/domain/returns/returns";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listReturns),
});
