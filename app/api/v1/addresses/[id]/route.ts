import { endpoint, resource } from "@/adapters/endpoint";
import { getAddress } from "@/domain/addresses/addresses";
import { changeAddress, deleteAddress, replaceAddress } from "@/domain/addresses/write-addresses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getAddress),
  PUT: endpoint(replaceAddress),
  PATCH: endpoint(changeAddress),
  DELETE: endpoint(deleteAddress, { status: 204 }),
});
