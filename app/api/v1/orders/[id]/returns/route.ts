import { endpoint, resource } from "@/adapters/endpoint";
import { readReturnEligibility, requestReturn } from "@/domain/returns/returns";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(readReturnEligibility),
  POST: endpoint(requestReturn, { status: 201 }),
});
