import { readCartView } from "@/adapters/cart-front";
import { storefrontContext } from "@/adapters/storefront";
import { CartContents } from "@/components/cart/cart-contents";
import { Merged } from "@/components/cart/merged";
import { getT } from "@/components/language/server";

import { changeCountry, changeDiscount } from "../../cart-terms";
import { addresses } from "../../root";
import { changeCartItem } from "./actions";

/** Search engines may come: who brings no cart finds a page like any other. */
export const generateMetadata = async () => ({
  title: (await getT())("cart_page.title"),
  alternates: await addresses("/cart"),
});

type Props = { searchParams: Promise<Partial<Record<"merged" | "capped" | "added", string | string[]>>> };

export default async function CartPage({ searchParams }: Props) {
  const told = await searchParams;
  const t = await getT();
  const context = await storefrontContext();
  const drawn = await readCartView(context);
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title">{t("cart_page.heading")}</h1>
      {drawn && <Merged lines={drawn.lines} merged={told.merged} capped={told.capped} />}
      <CartContents
        drawn={drawn}
        isLost={told.added !== undefined && !context.user && !context.guest}
        changeLine={changeCartItem}
        changeCountry={changeCountry}
        changeDiscount={changeDiscount}
      />
    </div>
  );
}
