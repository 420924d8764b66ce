import { endpoint, resource } from "@/adapters/endpoint";
import { closeOwnAccount } from "@/domain/users/own-account";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(closeOwnAccount, { ofCaller: true, status: 204 }),
});
