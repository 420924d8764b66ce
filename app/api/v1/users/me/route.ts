import { endpoint, resource } from "@/adapters/endpoint";
import { getMe } from "@/domain/users/profile";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(getMe) });
