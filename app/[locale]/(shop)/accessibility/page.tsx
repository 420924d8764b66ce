import { TextPage } from "@/components/layout/text-page";

import { listed } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const generateMetadata = listed("layout.help.accessibility", "/accessibility");

export default async function AccessibilityPage() {
  return <TextPage {...await readPage({ id: "accessibility" })} />;
}
