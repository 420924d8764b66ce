import { endpoint, resource } from "@/adapters/endpoint";
import { logOut } from "@/domain/users/log-out";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(logOut, { status: 204 }),
});
