import { readable } from "@/adapters/endpoint";
import { readReference } from "@/adapters/reference/page";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = readable(readReference);
