import { endpoint, resource } from "@/adapters/endpoint";
import { listAddresses } from "@/domain/addresses/addresses";
import { createAddress } from "@/domain/addresses/write-addresses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listAddresses),
  POST: endpoint(createAddress, { status: 201 }),
});
