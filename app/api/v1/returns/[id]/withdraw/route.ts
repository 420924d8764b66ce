import { endpoint, resource } from "@/adapters/endpoint";
import { withdrawReturn } from "@/domain/returns/withdraw-return";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: endpoint(withdrawReturn) });
