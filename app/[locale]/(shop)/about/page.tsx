import { TextPage } from "@/components/layout/text-page";

import { listed } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const generateMetadata = listed("layout.help.about", "/about");

export default async function AboutPage() {
  return <TextPage {...await readPage({ id: "about" })} />;
}
