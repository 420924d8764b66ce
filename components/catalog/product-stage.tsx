"use client";

import { type ReactNode, useState } from "react";

import { useT } from "#language";
import type { Product } from "@/model/catalog";
import { type Option, askedVariant, firstVariant, optionsOf, standing, variantWith } from "@/model/choice";
import type { DaysStyle } from "@/model/days";
import type { FormAction } from "@/model/forms";
import { unitPriceText } from "@/model/unit-price";

import { Price } from "../ui/price";
import { BuyForm, type Delivery } from "./buy-form";
import { Gallery } from "./gallery";
import { OptionGroup } from "./option-group";
import { STAGE } from "./product-heading";
import { useVariantInAddress } from "./variant-in-address";

/** What the browser needs to know of a product to choose one of its variants. */
type Choosable = Pick<
  Product,
  "id" | "slug" | "name" | "price" | "compare_at_price" | "currency" | "images" | "sizes" | "colors" | "variants"
>;
type Props = {
  product: Choosable;
  /** The query of the address that the page was made for. */
  asked: string;
  actions: { buy: FormAction; notify: FormAction };
  delivery: Delivery;
  daysStyle: DaysStyle;
  taxNote: string;
  heading: ReactNode;
  children: ReactNode;
};

/** Pictures beside the choice of a variant: color and size change the picture, the price and the stock. */
export function ProductStage({ product, asked, actions, delivery, daysStyle, taxNote, heading, children }: Props) {
  const [query, nameInAddress] = useVariantInAddress(asked);
  const { variants, images, currency } = product;
  const named = askedVariant(variants, query);
  // What the page began with stays chosen, also where it is sold out meanwhile.
  const [began] = useState(() => firstVariant(variants)?.id);
  const chosen = named ?? variants.find(({ id }) => id === began) ?? firstVariant(variants);
  const pick = (option: Option) => (value: string) => {
    const next = variantWith(variants, chosen, option, value);
    if (next) nameInAddress(next.sku);
  };
  const t = useT();
  const price = chosen?.price ?? product.price;
  const perUnit = chosen && unitPriceText(t, chosen, currency);
  const was = price === product.price ? product.compare_at_price : null;
  return (
    <div className={STAGE}>
      <Gallery name={product.name} images={images} of={named?.image ?? null} />
      <div className="min-w-0 lg:sticky lg:top-8 lg:self-start">
        {heading}
        <p className="mt-4 text-2xl">
          <Price amount={price} currency={currency} was={was} saving />
        </p>
        <p className="text-soft mt-1 text-sm">{[perUnit, taxNote].filter(Boolean).join(" · ")}</p>
        <BuyForm product={product} variant={chosen} actions={actions} delivery={delivery} daysStyle={daysStyle}>
          {optionsOf(product).map((option) => (
            <OptionGroup
              key={option.name}
              {...option}
              slug={product.slug}
              chosen={chosen}
              standingOf={(value) => standing(variants, chosen, option.name, value)}
              onPick={pick(option.name)}
            />
          ))}
        </BuyForm>
        {children}
      </div>
    </div>
  );
}
