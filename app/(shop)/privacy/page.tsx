import type { Metadata } from "next";

import { TextPage } from "@/components/layout/text-page";

import { readPage } from "../reads";

export const metadata: Metadata = { title: "Privacy", alternates: { canonical: "/privacy" } };

export default async function PrivacyPage() {
  return <TextPage {...await readPage({ id: "privacy" })} />;
}
