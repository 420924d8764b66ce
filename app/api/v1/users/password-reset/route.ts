import { endpoint, resource } from "@/adapters/endpoint";
import { requestPasswordReset } from "@/domain/users/reset-password";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: endpoint(requestPasswordReset) });
