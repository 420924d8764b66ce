import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { fileResponse } from "@/adapters/responses";
import { storefrontContext } from "@/adapters/storefront";
import { DomainError } from "@/domain/errors";
import { invoicePdf } from "@/domain/invoices/invoice-pdf";
import { getInvoice } from "@/domain/invoices/invoices";
import { consumeFor } from "@/domain/limits";
import { getOrderByNumber } from "@/domain/orders/orders";

type Segment = { params: Promise<{ number: string }> };

/** The invoice as a file, for whoever may see the order; anybody else is asked there whose it is. */
export async function GET(_request: Request, { params }: Segment): Promise<Response> {
  const { number } = await params;
  try {
    const context = await storefrontContext();
    const { id } = await getOrderByNumber(context, { number });
    await consumeFor(context, "files");
    return fileResponse("application/pdf", await invoicePdf(context, await getInvoice(context, { id })));
  } catch (error) {
    if (error instanceof DomainError) redirect(await inLanguage(`/orders/${encodeURIComponent(number)}`));
    throw error;
  }
}
