import { endpoint, resource } from "@/adapters/endpoint";
import { createTokenFor } from "@/domain/users/sign-in";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: endpoint(createTokenFor, { forms: true }),
});
