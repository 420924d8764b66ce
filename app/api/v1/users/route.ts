import { endpoint, resource } from "@/adapters/endpoint";
import { register } from "@/domain/users/register";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(register, { status: 201, alias: true }),
});
