import { TextPage } from "@/components/layout/text-page";

import { listed } from "../../root";
import { readPage } from "../reads";

export const generateMetadata = listed("layout.help.delivery", "/delivery");

export const revalidate = 300;
export const generateStaticParams = () => [];

export default async function DeliveryPage() {
  return <TextPage {...await readPage({ id: "delivery" })} />;
}
