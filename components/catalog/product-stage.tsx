"use client";

import { type ReactNode, useEffect, useState } from "react";

import type { Product, Variant } from "@/model/catalog";
import type { FormAction } from "@/model/forms";

import { Photo } from "../ui/photo";
import { Price } from "../ui/price";
import { BuyForm } from "./buy-form";
import { OptionGroup } from "./option-group";

/** What the browser needs to know of a product to choose one of its variants. */
export type Choosable = Pick<Product, "id" | "name" | "price" | "compare_at_price" | "currency" | "images" | "sizes" | "colors" | "variants">;
type Props = { product: Choosable; addToCart: FormAction; heading: ReactNode; children: ReactNode };

const byStock = (left: Variant, right: Variant) => Number(right.stock > 0) - Number(left.stock > 0);

/** Pictures beside the choice of a variant: color and size change the picture, the price and the stock. */
export function ProductStage({ product, addToCart, heading, children }: Props) {
  const [chosen, setChosen] = useState<Variant | undefined>(() => product.variants.toSorted(byStock)[0]);
  const [shown, setShown] = useState(() => chosen?.image ?? product.images[0]?.url);
  const choose = (variant: Variant | undefined) => {
    if (!variant) return;
    setChosen(variant);
    if (variant.image) setShown(variant.image);
    const address = new URL(location.href);
    address.searchParams.set("variant", variant.sku);
    history.replaceState(null, "", address);
  };
  useEffect(() => {
    const sku = new URLSearchParams(location.search).get("variant");
    const linked = product.variants.find((variant) => variant.sku === sku);
    if (!linked) return;
    setChosen(linked);
    if (linked.image) setShown(linked.image);
  }, [product.variants]);
  const pick = (option: "size" | "color") => (value: string) => {
    const other = option === "size" ? "color" : "size";
    const fitting = product.variants.filter((variant) => variant[option] === value);
    choose(fitting.find((variant) => variant[other] === chosen?.[other]) ?? fitting.toSorted(byStock)[0]);
  };
  const stockOf = (option: "size" | "color") => (value: string) => {
    const other = option === "size" ? "color" : "size";
    return product.variants.some(
      (variant) => variant[option] === value && variant.stock > 0 && (!chosen || variant[other] === chosen[other]),
    );
  };
  const amount = chosen?.price ?? product.price;
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1.35fr)_minmax(22rem,1fr)]">
      <Gallery product={product} shown={shown} onShow={setShown} />
      <div className="lg:sticky lg:top-8 lg:self-start">
        {heading}
        <p className="mt-4 text-2xl">
          <Price amount={amount} currency={product.currency} was={amount === product.price ? product.compare_at_price : null} />
        </p>
        <BuyForm productId={product.id} variant={chosen} action={addToCart}>
          <OptionGroup name="color" legend="Color" chosen={chosen?.color} values={product.colors} isInStock={stockOf("color")} onPick={pick("color")} />
          <OptionGroup name="size" legend="Size" chosen={chosen?.size} values={product.sizes.map((name) => ({ name }))} isInStock={stockOf("size")} onPick={pick("size")} />
        </BuyForm>
        {children}
      </div>
    </div>
  );
}

type GalleryProps = { product: Choosable; shown: string | undefined; onShow: (url: string) => void };

function Gallery({ product, shown, onShow }: GalleryProps) {
  const image = product.images.find(({ url }) => url === shown) ?? product.images[0];
  if (!image) return <div className="bg-surface aspect-4/5" />;
  return (
    <div>
      <Photo key={image.url} image={image} first sizes="(min-width: 64rem) 54vw, 94vw" className="aspect-4/5 w-full rounded-[2px]" />
      {product.images.length > 1 && (
        <ul className="mt-3 flex gap-3">
          {product.images.map((other, index) => (
            <li key={other.url}>
              <button
                type="button"
                onClick={() => onShow(other.url)}
                aria-pressed={other.url === image.url}
                aria-label={`Image ${index + 1} of ${product.images.length}`}
                className="aria-pressed:outline-ink block w-20 aria-pressed:outline-2 aria-pressed:outline-offset-2"
              >
                <Photo image={other} alt="" sizes="5rem" className="aspect-4/5 w-full rounded-[2px]" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
