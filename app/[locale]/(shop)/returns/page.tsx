import { TextPage } from "@/components/layout/text-page";

import { listed } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const generateMetadata = listed("layout.help.returns", "/returns");

export default async function ReturnsPage() {
  return <TextPage {...await readPage({ id: "returns" })} />;
}
