"use client";

import { type ReactNode, useState, useSyncExternalStore } from "react";

import type { Product, Variant } from "@/model/catalog";
import type { FormAction } from "@/model/forms";

import { Photo } from "../ui/photo";
import { Price } from "../ui/price";
import { BuyForm } from "./buy-form";
import { OptionGroup } from "./option-group";

/** What the browser needs to know of a product to choose one of its variants. */
type Choosable = Pick<Product, "id" | "name" | "price" | "compare_at_price" | "currency" | "images" | "sizes" | "colors" | "variants">;
type Props = { product: Choosable; addToCart: FormAction; arrival: string | null; heading: ReactNode; children: ReactNode };

const byStock = (left: Variant, right: Variant) => Number(right.stock > 0) - Number(left.stock > 0);

const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", changed);
  return () => listeners.delete(listener);
}

/** The chosen variant is part of the address, so that it can be sent to someone and survives a reload. */
function useVariantInAddress() {
  const search = useSyncExternalStore(
    subscribe,
    () => location.search,
    () => "",
  );
  const name = (sku: string) => {
    const address = new URL(location.href);
    address.searchParams.set("variant", sku);
    history.replaceState(null, "", address);
    changed();
  };
  return [new URLSearchParams(search).get("variant"), name] as const;
}

/** Pictures beside the choice of a variant: color and size change the picture, the price and the stock. */
export function ProductStage({ product, addToCart, arrival, heading, children }: Props) {
  const [sku, nameInAddress] = useVariantInAddress();
  const [picture, setPicture] = useState<string>();
  const chosen = product.variants.find((variant) => variant.sku === sku) ?? product.variants.toSorted(byStock)[0];
  const choose = (variant: Variant | undefined) => {
    if (!variant) return;
    if (variant.image) setPicture(undefined);
    nameInAddress(variant.sku);
  };
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
      <Gallery product={product} shown={picture ?? chosen?.image ?? undefined} onShow={setPicture} />
      <div className="lg:sticky lg:top-8 lg:self-start">
        {heading}
        <p className="mt-4 text-2xl">
          <Price amount={amount} currency={product.currency} was={amount === product.price ? product.compare_at_price : null} />
        </p>
        <BuyForm productId={product.id} variant={chosen} action={addToCart} arrival={arrival}>
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
