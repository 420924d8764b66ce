import type { Metadata } from "next";

import { TextPage } from "@/components/layout/text-page";

import { alternates } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const metadata: Metadata = { title: "About us", alternates: alternates("/about") };

export default async function AboutPage() {
  return <TextPage {...await readPage({ id: "about" })} />;
}
