import { endpoint, resource } from "@/adapters/endpoint";
import { invoicePdf } from "@/domain/invoices/invoice-pdf";
import { getInvoice } from "@/domain/invoices/invoices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getInvoice, {
    operationId: "get_invoice_pdf",
    file: { type: "application/pdf", write: invoicePdf },
  }),
});
