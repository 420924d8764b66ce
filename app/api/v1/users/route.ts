import { endpoint, resource } from "@/adapters/endpoint";
import { listUsers } from "@/domain/users/accounts";
import { register } from "@/domain/users/register";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listUsers),
  POST: endpoint(register, { status: 201, operationId: "create_user" }),
});
