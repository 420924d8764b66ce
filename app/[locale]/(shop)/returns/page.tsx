import type { Metadata } from "next";

import { TextPage } from "@/components/layout/text-page";

import { alternates } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const metadata: Metadata = { title: "Returns", alternates: alternates("/returns") };

export default async function ReturnsPage() {
  return <TextPage {...await readPage({ id: "returns" })} />;
}
