import type { Metadata } from "next";

import { FindOrderForm } from "@/components/account/find-order-form";

import { sendOrderLink } from "./actions";

export const metadata: Metadata = { title: "Find your order", robots: { index: false } };
type Props = { searchParams: Promise<{ number?: string | string[] }> };

export default async function FindOrderPage({ searchParams }: Props) {
  const { number } = await searchParams;
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title">Find your order</h1>
        <p className="text-soft mt-3 mb-8 text-lg">
          Bought without an account? Tell us your e-mail and the order&apos;s number, and we mail you the link to it.
        </p>
        <FindOrderForm action={sendOrderLink} number={typeof number === "string" ? number : ""} />
      </div>
    </div>
  );
}
