import type { ReactNode } from "react";

import "../globals.css";

import { Assistant } from "@/components/assistant/assistant";
import { CheckoutFooter, CheckoutHeader } from "@/components/checkout/frame";
import { Document } from "@/components/layout/document";
import { env } from "@/env";

import { addToCart } from "../(shop)/cart/actions";
import { isAssistantOffline } from "../root";

export { generateMetadata, viewport } from "../root";

/** A root of its own: coming here loads the page anew, with the policy that lets Stripe's form in. */
export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return (
    <Document notice={env().NOTICE} isSandbox={env().SANDBOX_ORIGIN !== undefined}>
      <CheckoutHeader />
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <CheckoutFooter />
      <Assistant isDocked isOffline={isAssistantOffline()} addToCart={addToCart} />
    </Document>
  );
}
