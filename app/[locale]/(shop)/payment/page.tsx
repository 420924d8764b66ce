import { TextPage } from "@/components/layout/text-page";

import { listed } from "../../root";
import { readPage } from "../reads";

export const generateStaticParams = () => [];
export const generateMetadata = listed("layout.help.payment", "/payment");

export default async function PaymentPage() {
  return <TextPage {...await readPage({ id: "payment" })} />;
}
