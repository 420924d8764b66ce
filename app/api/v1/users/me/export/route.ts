import { endpoint, resource } from "@/adapters/endpoint";
import { exportAccount } from "@/domain/users/export-account";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(exportAccount, { ofCaller: true }),
});
