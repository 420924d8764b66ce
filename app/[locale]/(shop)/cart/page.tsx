import type { Metadata } from "next";

import { readCartView } from "@/adapters/cart-front";
import { storefrontContext } from "@/adapters/storefront";
import { CartContents } from "@/components/cart/cart-contents";
import { Merged } from "@/components/cart/merged";
import { getT } from "@/components/language/server";

import { changeCountry, changeDiscount } from "../../cart-terms";
import { changeCartItem } from "./actions";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

type Props = { searchParams: Promise<{ merged?: string | string[]; capped?: string | string[] }> };

export default async function CartPage({ searchParams }: Props) {
  const told = await searchParams;
  const drawn = await readCartView(await getT(), await storefrontContext());
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title">Your cart</h1>
      {drawn && <Merged lines={drawn.lines} merged={told.merged} capped={told.capped} />}
      <CartContents
        drawn={drawn}
        changeLine={changeCartItem}
        changeCountry={changeCountry}
        changeDiscount={changeDiscount}
      />
    </div>
  );
}
