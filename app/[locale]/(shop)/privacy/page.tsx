import type { Metadata } from "next";

import { TextPage } from "@/components/layout/text-page";

import { alternates } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const metadata: Metadata = { title: "Privacy", alternates: alternates("/privacy") };

export default async function PrivacyPage() {
  return <TextPage {...await readPage({ id: "privacy" })} />;
}
