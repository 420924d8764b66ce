"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { Image } from "@/model/catalog";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";
import type { Translate } from "@/model/translate";

import { refreshSession } from "../layout/session-store";
import { Form } from "../ui/form";
import { Photo } from "../ui/photo";
import { Price } from "../ui/price";
import { SubmitButton } from "../ui/submit-button";

const SIZES = "(min-width: 64rem) 23vw, (min-width: 40rem) 31vw, 46vw";

type Wished = {
  id: number;
  slug: string;
  name: string;
  price: string;
  was: string | null;
  is_from: boolean;
  currency: string;
  stock: number;
  image: Image | null;
  variants: { id: number; stock: number; label: string }[];
};

/** What is on the list; what became of the last line that was changed is told above, where the reader is taken. */
export function WishLines({ wishes, action, empty }: { wishes: Wished[]; action: FormAction; empty: ReactNode }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!state.ok) return;
    told.current?.focus();
    void refreshSession();
  }, [state]);
  return (
    <>
      <p ref={told} role="status" tabIndex={-1} className="mt-6 min-h-7 outline-none">
        {state.ok && <Done t={t} {...state} />}
      </p>
      {wishes.length === 0 && empty}
      <ul className="mt-4 grid grid-cols-2 gap-x-3 gap-y-10 sm:grid-cols-3 sm:gap-x-5 lg:grid-cols-4 lg:gap-x-7">
        {wishes.map((wish) => (
          <li key={wish.id} className="flex flex-col">
            <Line t={t} wish={wish} submit={submit} state={state.values?.["id"] === String(wish.id) ? state : UNSENT} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Done({ t, values = {} }: FormState & { t: Translate }) {
  const { name = "", did } = values;
  if (did !== "moved") return t(did === "gone" ? "wishlist.gone" : "wishlist.removed", { name });
  return rich(t, "wishlist.moved", {
    name,
    link: (text) => (
      <Link href="/cart" prefetch={false} className="font-medium underline underline-offset-4">
        {text}
      </Link>
    ),
  });
}

const textOf = ({ ok, message, fields = {} }: FormState) =>
  ok ? "" : [message, ...Object.values(fields).flat()].filter(Boolean).join(" ");

type LineProps = { t: Translate; wish: Wished; submit: (form: FormData) => void; state: FormState };

function Line({ t, wish, submit, state }: LineProps) {
  const { id, slug, name, image, stock, variants } = wish;
  const problem = textOf(state);
  return (
    <>
      <div className="group relative">
        <div className="bg-surface aspect-4/5 overflow-hidden rounded-[2px]">
          {image && <Photo image={image} sizes={SIZES} alt="" className="zoom size-full" />}
        </div>
        <h2 className="font-display mt-3 text-xl leading-snug sm:text-[1.4rem]">
          <Link href={`/products/${slug}`} prefetch={false} className="after:absolute after:inset-0">
            {name}
          </Link>
        </h2>
        <p className="text-[0.95rem]">
          <Price amount={wish.price} currency={wish.currency} was={wish.was} from={wish.is_from} />
        </p>
      </div>
      <Form state={state} action={submit} className="mt-3 flex flex-1 flex-col gap-2">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="name" value={name} />
        {variants.length > 1 && <Choice t={t} wish={wish} state={state} />}
        {stock > 0 ? (
          <SubmitButton
            variant="secondary"
            label={t("wishlist.move.what", { name })}
            pendingText={t("wishlist.moving")}
            className="w-full px-3!"
          >
            {t("wishlist.move")}
          </SubmitButton>
        ) : (
          <p className="text-soft flex min-h-12 items-center">{t("wishlist.sold_out")}</p>
        )}
        <SubmitButton
          variant="quiet"
          name="remove"
          value="1"
          label={t("wishlist.remove.what", { name })}
          className="self-start text-sm"
        >
          {t("wishlist.remove")}
        </SubmitButton>
        {problem && (
          <p role="alert" className="text-danger text-sm font-medium">
            {problem}
          </p>
        )}
      </Form>
    </>
  );
}

/** Which variant goes to the cart; the first that is there stands chosen. */
function Choice({ t, wish: { id, name, variants }, state }: Omit<LineProps, "submit">) {
  return (
    <label className="block">
      <span className="sr-only">{t("wishlist.which", { name })}</span>
      <select
        key={id}
        name="variant_id"
        defaultValue={state.values?.["variant_id"] ?? variants.find(({ stock }) => stock > 0)?.id}
        className="control"
      >
        {variants.map((variant) => (
          <option key={variant.id} value={variant.id} disabled={variant.stock === 0}>
            {variant.stock === 0 ? t("wishlist.variant_sold_out", { variant: variant.label }) : variant.label}
          </option>
        ))}
      </select>
    </label>
  );
}
