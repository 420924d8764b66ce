import { FindOrderForm } from "@/components/account/find-order-form";
import { getT } from "@/components/language/server";

import { unlisted } from "../../root";
import { sendOrderLink } from "./actions";

export const generateMetadata = unlisted("layout.help.find_order");
type Props = { searchParams: Promise<{ number?: string | string[] }> };

export default async function FindOrderPage({ searchParams }: Props) {
  const t = await getT();
  const { number } = await searchParams;
  return (
    <div className="column pt-10 lg:pt-16">
      <div className="mx-auto max-w-md">
        <h1 className="text-title">{t("layout.help.find_order")}</h1>
        <p className="text-soft mt-3 mb-8 text-lg">{t("find_order_page.text")}</p>
        <FindOrderForm action={sendOrderLink} number={typeof number === "string" ? number : ""} />
      </div>
    </div>
  );
}
