import { endpoint, resource } from "@/adapters/endpoint";
import { getInvoice } from "@/domain/invoices/invoices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: endpoint(getInvoice) });
