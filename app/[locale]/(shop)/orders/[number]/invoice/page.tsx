import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { InvoiceSheet } from "@/components/account/invoice-sheet";
import { OrderLink } from "@/components/account/order-link";
import { PrintButton } from "@/components/account/print-button";
import { getT } from "@/components/language/server";
import { ButtonLink } from "@/components/ui/button";
import { getInvoice } from "@/domain/invoices/invoices";
import { invoiceView } from "@/model/invoice-view";

import { unlisted } from "../../../../root";
import { readOrder } from "../read-order";

export const generateMetadata = unlisted("order_page.invoice");
type Props = { params: Promise<{ number: string }> };

export default async function InvoicePage({ params }: Props) {
  const t = await getT();
  const context = await storefrontContext();
  const order = await readOrder(context, (await params).number);
  if (!order.paid_at) redirect(await inLanguage(`/orders/${order.number}`));
  const view = invoiceView(t, await getInvoice(context, { id: order.id }));
  return (
    <div className="column pt-10 lg:pt-16 print:p-0">
      <OrderLink number={order.number} />
      <div className="mb-10 flex max-w-3xl flex-wrap items-center justify-between gap-4 print:mb-8">
        <h1 className="text-title">{view.title}</h1>
        <div className="flex flex-wrap gap-3 print:hidden">
          <ButtonLink href={`/orders/${order.number}/invoice/pdf`} prefetch={false} download variant="secondary">
            {t("invoice.download")}
          </ButtonLink>
          <PrintButton />
        </div>
      </div>
      <InvoiceSheet {...view} />
    </div>
  );
}
