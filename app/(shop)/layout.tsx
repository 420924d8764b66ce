import type { ReactNode } from "react";

import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";

import { readCategories } from "./reads";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const { results: categories } = await readCategories({});
  return (
    <>
      <Header categories={categories} />
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <Footer categories={categories} />
    </>
  );
}
