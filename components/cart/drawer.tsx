"use client";

import { useEffect, useRef } from "react";

import { useT } from "#language";
import { useAddress } from "@/components/language/client";
import type { CartView } from "@/model/cart-view";
import { delocalized } from "@/model/locales";

import { Button, ButtonLink } from "../ui/button";
import { Icon } from "../ui/icon";
import { Toasts } from "../ui/toasts";
import { CartLines, Undo } from "./cart-lines";
import { cartStore, useCart } from "./cart-store";
import { CartSums, countOf, notYet } from "./cart-summary";
import { FreeDelivery } from "./free-delivery";

type Props = {
  isOpen: boolean;
  /** Opened because something was put in: then it must not be empty. */
  wasAdded: boolean;
  close: () => void;
};

/** The cart over the page it was opened on. The dialog keeps the focus, and gives it back to whence it came. */
export default function Drawer({ isOpen, wasAdded, close }: Props) {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const address = useAddress();
  const openedOn = useRef(address);
  const { cart } = useCart();
  useEffect(() => {
    if (!isOpen) return dialog.current?.close();
    openedOn.current = `${delocalized(location.pathname).path}?${new URLSearchParams(location.search)}`;
    cartStore.load();
    dialog.current?.showModal();
    const { dataset } = document.documentElement;
    dataset["drawer"] = "";
    return () => void delete dataset["drawer"];
  }, [isOpen]);
  useEffect(() => {
    if (isOpen && openedOn.current !== address) close();
  }, [isOpen, address, close]);
  useEffect(() => {
    const box = dialog.current;
    const press = ({ target }: MouseEvent) => {
      // A link to the page that is open leads nowhere else.
      const isHere = target instanceof Element && target.closest("a")?.pathname === location.pathname;
      if (target === box || isHere) close();
    };
    // The browser keeps left pages as they are.
    const leave = () => box?.close();
    box?.addEventListener("click", press);
    addEventListener("pagehide", leave);
    return () => {
      box?.removeEventListener("click", press);
      removeEventListener("pagehide", leave);
    };
  }, [close]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="drawer-title"
      onClose={close}
      className="drawer bg-paper text-ink border-line ms-auto me-0 h-dvh max-h-none w-full max-w-[30rem] overflow-hidden border-s p-0 shadow-2xl print:hidden"
    >
      <div className="flex h-full flex-col">
        <div className="border-line flex items-center justify-between gap-4 border-b py-3 ps-5 pe-3 sm:ps-7">
          <h2 id="drawer-title" tabIndex={-1} className="text-heading outline-none">
            {wasAdded && cart && cart.lines.length > 0 ? t("cart.drawer.added") : t("cart.drawer.title")}
          </h2>
          <button
            type="button"
            onClick={close}
            aria-label={t("cart.drawer.close")}
            className="hover:text-accent inline-flex size-11 items-center justify-center"
          >
            <Icon name="close" />
          </button>
        </div>
        <Body wasAdded={wasAdded} close={close} />
      </div>
    </dialog>
  );
}

function Body({ wasAdded, close }: Omit<Props, "isOpen">) {
  const t = useT();
  const { cart, removed, isLost, isBusy, wasFilled } = useCart();
  const isRefused = wasAdded && !wasFilled;
  if (cart && cart.lines.length > 0) return <Filled cart={cart} />;
  if (cart === undefined || (isBusy && isRefused))
    return (
      <div role="status" className="text-soft grid flex-1 place-items-center p-6 text-center">
        {isLost ? (
          <span className="grid gap-4">
            {t("cart.drawer.lost")}
            <Button variant="secondary" onClick={cartStore.load}>
              {t("cart.try_again")}
            </Button>
          </span>
        ) : (
          t("cart.drawer.loading")
        )}
      </div>
    );
  return (
    <div className="flex-1 px-5 sm:px-7">
      {removed && (
        <ul className="pt-4">
          <Undo removed={removed} />
        </ul>
      )}
      <div className="py-16 text-center">
        <p className="font-display text-heading">{t(isRefused ? "cart.drawer.refused" : "cart.empty.title")}</p>
        <p className="text-soft mx-auto mt-2 mb-6 max-w-xs">
          {t(wasAdded && !removed ? "cart.drawer.no_cookie" : "cart.empty.text")}
        </p>
        <Button variant="secondary" onClick={close}>
          {t("cart.drawer.go_on")}
        </Button>
      </div>
    </div>
  );
}

function Filled({ cart }: { cart: CartView }) {
  const t = useT();
  const { isBusy, wanted } = useCart();
  const { free, currency } = cart;
  return (
    <>
      <div className="flex-1 overflow-y-auto overscroll-contain px-5 sm:px-7">
        {free && (
          <div className="pt-4 pb-3">
            <FreeDelivery {...free} currency={currency} />
          </div>
        )}
        <CartLines cart={cart} isSmall />
      </div>
      <div className="border-line bg-surface relative border-t px-5 pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-7">
        <Toasts inDialog />
        <CartSums cart={cart} isBusy={isBusy || wanted.size > 0} />
        {cart.stands ? (
          <ButtonLink href="/checkout" size="large" className="mt-4 w-full" prefetch={false}>
            {t("cart.check_out")}
          </ButtonLink>
        ) : (
          <p className="text-danger mt-3 font-medium">{notYet(t, cart)}</p>
        )}
        <ButtonLink href="/cart" variant="quiet" className="mt-2 w-full" prefetch={false}>
          {t("cart.drawer.see_all", { count: countOf(cart) })}
        </ButtonLink>
      </div>
    </>
  );
}
