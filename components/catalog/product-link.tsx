"use client";

// oxlint-disable-next-line no-restricted-imports -- how a link is doing, which only the browser knows
import { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";

import { useTo } from "#language";
import type { Product } from "@/model/catalog";

import { Link } from "../ui/link";
import { Price } from "../ui/price";
import { Breadcrumbs, ProductHeading, STAGE } from "./product-heading";

/** What a card knows of the page that it leads to. */
type Coming = Pick<Product, "name" | "tagline" | "category" | "rating" | "review_count"> & {
  path: string;
  price: string;
  was: string | null;
  currency: string;
  pictures: number;
};

/** Each takes two requests, what the page is made of and the page. */
const MOST_PREFETCHES = 6;
const DWELL_MS = 80;
const asked = { on: "", paths: new Set<string>() };

/** Whether a page may be fetched before it is asked for: so many from one page, each once. */
function mayFetch(path: string, on: string): boolean {
  if (asked.on !== on) Object.assign(asked, { on, paths: new Set() });
  if (asked.paths.has(path) || asked.paths.size >= MOST_PREFETCHES) return false;
  asked.paths.add(path);
  return true;
}

/** Leads to a product: its page is fetched when someone is about to go there, and drawn as far as it is known when they go. */
export function ProductLink({ product }: { product: Coming }) {
  const here = usePathname();
  const [isNear, setNear] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const address = useTo()(product.path);
  const come = () => {
    timer.current = setTimeout(() => mayFetch(address, here) && setNear(true), DWELL_MS);
  };
  const leave = () => clearTimeout(timer.current);
  return (
    <Link
      href={product.path}
      prefetch={isNear}
      onMouseEnter={come}
      onMouseLeave={leave}
      onTouchStart={come}
      onTouchMove={leave}
      onFocus={come}
      onBlur={leave}
      className="after:absolute after:inset-0"
    >
      {product.name}
      <OnItsWay product={product} address={address} />
    </Link>
  );
}

type PreviewProps = { product: Coming; address: string };

function OnItsWay(props: PreviewProps) {
  const { pending } = useLinkStatus();
  return pending && createPortal(<Preview {...props} />, document.body);
}

/** What is on the screen already of the card: its picture, and where the header ends. */
function readScreen(address: string) {
  const link = document.querySelector(`article a[href="${address}"]`);
  const header = document.querySelector("header");
  return {
    source: link?.closest("article")?.querySelector("img")?.currentSrc,
    headerTop: header?.offsetTop ?? 0,
    top: header ? header.offsetTop + header.offsetHeight : 0,
  };
}

/** The page that is to come, lying over this one until it is there; where things stand is where they will be. */
function Preview({ product, address }: PreviewProps) {
  const [{ source, top, headerTop }] = useState(() => readScreen(address));
  const { price, was, currency, pictures, category, name } = product;
  useLayoutEffect(() => {
    const { style, dataset } = document.documentElement;
    style.setProperty("--header-top", `${headerTop}px`);
    dataset["previewing"] = "";
    return () => {
      style.removeProperty("--header-top");
      delete dataset["previewing"];
    };
  }, [headerTop]);
  return (
    <div
      data-coming
      inert
      aria-hidden="true"
      className="bg-paper fixed inset-x-0 bottom-0 z-20 overflow-hidden"
      style={{ top }}
    >
      <div className="column pt-6">
        <Breadcrumbs category={category} name={name} />
        <div className={STAGE}>
          <div className="min-w-0">
            <div className="bg-surface aspect-4/5 overflow-hidden rounded-[2px]">
              {source && <img src={source} alt="" className="size-full object-cover" />}
            </div>
            {pictures > 1 && (
              <div className="mt-3 flex flex-wrap gap-3">
                {Array.from({ length: pictures }, (_, index) => (
                  <div key={index} className="bg-surface aspect-4/5 w-20 rounded-[2px]" />
                ))}
              </div>
            )}
          </div>
          <div className="min-w-0">
            <ProductHeading {...product} />
            <p className="mt-4 text-2xl">
              <Price amount={price} currency={currency} was={was} saving />
            </p>
            <div className="bg-surface mt-8 h-40 rounded-[2px]" />
          </div>
        </div>
      </div>
    </div>
  );
}
