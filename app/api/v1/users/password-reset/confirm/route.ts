import { endpoint, resource } from "@/adapters/endpoint";
import { resetPassword } from "@/domain/users/reset-password";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: endpoint(resetPassword) });
