import type { Metadata } from "next";

import { TextPage } from "@/components/layout/text-page";

import { alternates } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const metadata: Metadata = { title: "Payment", alternates: alternates("/payment") };

export default async function PaymentPage() {
  return <TextPage {...await readPage({ id: "payment" })} />;
}
