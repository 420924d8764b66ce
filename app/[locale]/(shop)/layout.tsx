import type { ReactNode } from "react";

import "../globals.css";

import { Assistant } from "@/components/assistant/assistant";
import { Document } from "@/components/layout/document";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { Toasts } from "@/components/ui/toasts";
import { env } from "@/env";

import { isAssistantOffline } from "../root";
import { addToCart } from "./cart/actions";
import { readCategories } from "./reads";

export { generateMetadata, viewport } from "../root";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const categories = await readCategories({});
  return (
    <Document notice={env().NOTICE} isSandbox={env().SANDBOX_ORIGIN !== undefined}>
      <Header categories={categories} />
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <Toasts />
      <Footer categories={categories} />
      <Assistant isOffline={isAssistantOffline()} addToCart={addToCart} />
    </Document>
  );
}
