import { readable } from "@/adapters/endpoint";
import { readAsset } from "@/adapters/reference/assets";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = readable(readAsset);
