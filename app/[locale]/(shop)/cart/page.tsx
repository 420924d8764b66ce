import type { Metadata } from "next";

import { readCartView } from "@/adapters/cart-front";
import { storefrontContext } from "@/adapters/storefront";
import { CartContents } from "@/components/cart/cart-contents";
import { Alert } from "@/components/ui/alert";

import { changeCountry, changeDiscount } from "../../cart-terms";
import { changeCartItem } from "./actions";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

type Props = { searchParams: Promise<{ merged?: string | string[]; capped?: string | string[] }> };

export default async function CartPage({ searchParams }: Props) {
  const told = await searchParams;
  const drawn = await readCartView(await storefrontContext());
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title">Your cart</h1>
      {told.merged && (
        <div className="mt-6">
          <Alert>
            What you had chosen before you signed in is in your cart now.
            {told.capped && " Of some things there were fewer left than you had in both."}
          </Alert>
        </div>
      )}
      <CartContents
        drawn={drawn}
        changeLine={changeCartItem}
        changeCountry={changeCountry}
        changeDiscount={changeDiscount}
      />
    </div>
  );
}
