import type { Metadata } from "next";

import { TextPage } from "@/components/layout/text-page";

import { alternates } from "../../root";
import { readPage } from "../reads";

export const metadata: Metadata = { title: "Delivery", alternates: alternates("/delivery") };

export const revalidate = 300;
export const generateStaticParams = () => [];

export default async function DeliveryPage() {
  return <TextPage {...await readPage({ id: "delivery" })} />;
}
