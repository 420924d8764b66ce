"use client";

import clsx from "clsx";
import { useActionState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { CartLineView } from "@/model/cart-view";
import { choiceText } from "@/model/choice";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";
import type { Translate } from "@/model/translate";

import { Photo } from "../ui/photo";
import { Price } from "../ui/price";
import { SubmitButton } from "../ui/submit-button";
import { useReady } from "../ui/use-ready";
import { cartStore } from "./cart-store";
import { QuantityStepper } from "./quantity-stepper";

type Props = {
  line: CartLineView;
  currency: string;
  /** What the shopper asked for, where the server has not answered yet. */
  wanted: number | undefined;
  problem: string | undefined;
  /** What its form does where no script has come yet; nothing where there is none without scripts. */
  action?: FormAction;
  /** In the drawer it is drawn smaller. */
  isSmall?: boolean;
};

const stays = (state: FormState) => Promise.resolve(state);

/** What a shopper should know of a line before they go on. */
function notesOn(t: Translate, { unavailable, left, quantity, price_changed }: CartLineView) {
  if (unavailable) return [t("cart.line.unavailable")];
  const short = left > 0 ? t("cart.line.short", { count: left }) : t("cart.line.sold_out");
  return [left < quantity ? short : null, price_changed ? t("cart.line.price_changed") : null];
}

/** A line of the cart with its own form: it works with and without scripts. */
export function CartLine({ line, currency, wanted, problem, action = stays, isSmall = false }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { name, slug, color, size, image } = line;
  const refused = [state.message, ...Object.values(state.fields ?? {}).flat()];
  const notes = [...notesOn(t, line), problem, ...refused].filter((note) => note);
  return (
    <li className={clsx("border-line flex gap-x-4 border-b", isSmall ? "py-5" : "py-6 sm:gap-x-6")}>
      <div
        className={clsx(
          "bg-surface aspect-4/5 shrink-0 self-start overflow-hidden rounded-[2px]",
          isSmall ? "w-20" : "w-22 sm:w-28",
        )}
      >
        {image && <Photo image={image} alt="" sizes={isSmall ? "5rem" : "7rem"} className="size-full" />}
      </div>
      <div className="min-w-0 flex-1">
        <div className="flex items-start justify-between gap-x-4">
          <h3 className={clsx("leading-snug", isSmall ? "text-xl" : "text-xl sm:text-2xl")}>
            <Link href={`/products/${slug}`} prefetch={false} className="hover:text-accent">
              {name}
            </Link>
          </h3>
          <p className={clsx("shrink-0 font-medium", wanted !== undefined && "text-soft")}>
            <Price amount={line.subtotal} currency={currency} />
          </p>
        </div>
        <p className="text-soft text-[0.95rem]">
          {choiceText(t, line)}
          {(color || size) && " · "}
          {rich(t, "cart.line.each", { price: () => <Price amount={line.price} currency={currency} /> })}
        </p>
        <Controls t={t} line={line} wanted={wanted} submit={submit} />
        {notes.length > 0 && (
          <p role="status" className="text-danger mt-2 text-[0.95rem] font-medium">
            {notes.join(" ")}
          </p>
        )}
      </div>
    </li>
  );
}

type ControlsProps = Pick<Props, "line" | "wanted"> & { t: Translate; submit: (form: FormData) => void };

function Controls({ t, line, wanted, submit }: ControlsProps) {
  const { id, name, left, unavailable } = line;
  const isReady = useReady();
  return (
    <form
      action={submit}
      onSubmit={(event) => event.preventDefault()}
      className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-1"
    >
      <input type="hidden" name="id" value={id} />
      <SubmitButton
        variant="quiet"
        className="order-last hidden! noscript:inline-flex!"
        label={t("cart.line.update_what", { name })}
      >
        {t("cart.update")}
      </SubmitButton>
      {!unavailable && (
        <QuantityStepper
          name={name}
          quantity={wanted ?? line.quantity}
          most={left}
          onChange={(quantity) => cartStore.setQuantity(id, quantity)}
        />
      )}
      <button
        type="submit"
        name="remove"
        value="1"
        aria-label={t("cart.line.remove_what", { name })}
        className={QUIET}
        onClick={(event) => {
          event.preventDefault();
          cartStore.remove(id);
        }}
      >
        {t("cart.line.remove")}
      </button>
      <button
        type="button"
        disabled={!isReady}
        aria-label={t("cart.line.save_what", { name })}
        className={`${QUIET} noscript:hidden`}
        onClick={() => cartStore.saveForLater(id, name)}
      >
        {t("cart.line.save")}
      </button>
    </form>
  );
}

const QUIET = "decoration-line min-h-11 text-[0.95rem] underline underline-offset-4 hover:decoration-current";
