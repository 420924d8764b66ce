import { TextPage } from "@/components/layout/text-page";

import { listed } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const generateMetadata = listed("layout.help.privacy", "/privacy");

export default async function PrivacyPage() {
  return <TextPage {...await readPage({ id: "privacy" })} />;
}
