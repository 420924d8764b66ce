import type { Metadata } from "next";

import { TextPage } from "@/components/layout/text-page";

import { alternates } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const metadata: Metadata = { title: "Accessibility", alternates: alternates("/accessibility") };

export default async function AccessibilityPage() {
  return <TextPage {...await readPage({ id: "accessibility" })} />;
}
