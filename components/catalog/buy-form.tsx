"use client";

import { type ReactNode, useActionState, useEffect, useRef, useSyncExternalStore } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { Product, Variant } from "@/model/catalog";
import { choiceText } from "@/model/choice";
import { type DaysStyle, dayOf, writeDays } from "@/model/days";
import { arrival, daysText } from "@/model/delivery";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";
import { stockLevel } from "@/model/stock-level";
import type { Translate } from "@/model/translate";

import { showAdded, useSession } from "../layout/session-store";
import { Form } from "../ui/form";
import { ShareButton } from "../ui/share-button";
import { SubmitButton } from "../ui/submit-button";
import { useReady } from "../ui/use-ready";
import { Heart } from "../wishlist/heart";
import { QuantityStepper } from "./quantity-stepper";
import { StickyBuy } from "./sticky-buy";

/** How long delivery takes, in days. */
export type Delivery = { min_days: number; max_days: number } | null;
type Props = {
  product: Pick<Product, "id" | "name" | "currency" | "price">;
  variant: Variant | undefined;
  actions: { buy: FormAction; notify: FormAction };
  delivery: Delivery;
  /** How the language writes days. */
  daysStyle: DaysStyle;
  children: ReactNode;
};

function stockText(t: Translate, stock: number): string {
  const level = stockLevel(stock);
  if (level === "none") return t("catalog.stock.sold_out");
  return level === "few" ? t("catalog.stock.few", { count: stock }) : t("catalog.stock.in_stock");
}
type Expectation = Pick<Props, "delivery" | "variant" | "daysStyle">;
const LONG_AGO = new Date(0);
const never = () => () => undefined;

/** When it would come, or be back. */
function expected(t: Translate, { delivery, variant, daysStyle }: Expectation, today: Date): string | null {
  if (variant && variant.stock > 0) {
    if (!delivery) return null;
    const { delivery_from: from, delivery_until: until } = arrival(delivery, today);
    return t("catalog.arrival.on", { dates: writeDays(daysStyle, { from, until }) });
  }
  const day = variant?.restock_on;
  if (!day || day < dayOf(today)) return null;
  return t("catalog.arrival.back", { date: writeDays(daysStyle, { from: day, until: day }) });
}

/** A kept page may be of yesterday: of the days that are counted from today it says how many, and the browser which. */
const useExpected = (t: Translate, expectation: Expectation) =>
  useSyncExternalStore(
    never,
    () => expected(t, expectation, new Date()),
    () =>
      expectation.variant && expectation.variant.stock > 0
        ? expectation.delivery && t("catalog.arrival.in", { days: daysText(t, expectation.delivery) })
        : expected(t, expectation, LONG_AGO),
  );

/** A form that works before any script has come: the size and color that it sends name the variant. */
export function BuyForm({ product, variant, actions, delivery, daysStyle, children }: Props) {
  const t = useT();
  const [bought, buy] = useActionState(actions.buy, UNSENT);
  const [asked, notify] = useActionState(actions.notify, UNSENT);
  const main = useRef<HTMLDivElement>(null);
  const when = useExpected(t, { delivery, variant, daysStyle });
  useEffect(() => {
    if (bought.ok) void showAdded();
  }, [bought]);
  const stock = variant?.stock ?? 0;
  const isSoldOut = stock === 0;
  return (
    <>
      <Form state={isSoldOut ? asked : bought} action={isSoldOut ? notify : buy}>
        <input type="hidden" name="product_id" value={product.id} />
        {children}
        <p className="mt-6 flex flex-wrap items-center gap-x-2.5" role="status">
          <span aria-hidden="true" className={`size-2 rounded-full ${isSoldOut ? "bg-danger" : "bg-moss"}`} />
          <span>{stockText(t, stock)}</span>
          {when && <span className="text-soft">· {when}</span>}
        </p>
        <div ref={main} className="mt-5 min-h-34">
          {isSoldOut ? (
            <AskToBeTold variant={variant} name={product.name} state={asked} />
          ) : (
            <div className="grid grid-cols-[auto_1fr] gap-3">
              <QuantityStepper most={Math.min(99, stock)} state={bought} />
              <SubmitButton size="large" className="px-4!" pendingText={t("catalog.adding")}>
                {t("catalog.add")}
              </SubmitButton>
              <SubmitButton variant="secondary" size="large" name="then" value="checkout" className="col-span-2">
                {t("catalog.buy_now")}
              </SubmitButton>
            </div>
          )}
        </div>
        <Answer state={bought} />
        {!isSoldOut && <StickyBuy after={main} price={variant?.price ?? product.price} currency={product.currency} />}
      </Form>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Heart id={product.id} name={product.name} wide />
        <ShareButton title={product.name} text={t("catalog.share")} variant="quiet" />
        {variant && <p className="text-soft ms-auto text-sm">{t("catalog.sku", { sku: variant.sku })}</p>}
      </div>
    </>
  );
}

/** What became of it; announced, and as tall with an answer as without. */
const Answer = ({ state }: { state: FormState }) => {
  const t = useT();
  // Without scripts, the page of the cart has to say if no cookie was kept; with them, the cart over this page has.
  const cart = useReady() ? "/cart" : "/cart?added=1";
  const problems = [state.message, ...Object.values(state.fields ?? {}).flat()].filter(Boolean);
  return (
    <div role="status" className="mt-3 min-h-7">
      {state.ok && (
        <p>
          {rich(t, "catalog.added.see", {
            link: (text) => (
              <Link href={cart} className="font-medium underline underline-offset-4">
                {text}
              </Link>
            ),
          })}
        </p>
      )}
      {problems.length > 0 && <p className="text-danger font-medium">{problems.join(" ")}</p>}
    </div>
  );
};

type AskProps = { variant: Variant | undefined; name: string; state: FormState };

/** In place of what cannot be bought: a mail when it is there again. */
function AskToBeTold({ variant, name, state }: AskProps) {
  const t = useT();
  const isSignedIn = useSession((it) => Boolean(it?.user));
  // Whoever presses before it is known who they are is not held up: the shop knows, and says what it needs.
  const isGuest = useSession((it) => it !== null && !it.user);
  const which = (variant && choiceText(t, variant)) || name;
  const problems = [state.message, ...Object.values(state.fields ?? {}).flat()].filter(Boolean).join(" ");
  return (
    <>
      <p className="font-medium">{t("catalog.told.sold_out", { which })}</p>
      {state.ok && state.values?.["variant_id"] === String(variant?.id) ? (
        <p role="status" className="bg-surface border-moss mt-3 border-s-4 px-4 py-3">
          {t("catalog.told.done", { email: state.values?.["email"] ?? "" })}
        </p>
      ) : (
        <>
          <div className="mt-2 flex flex-wrap gap-3">
            <label className="min-w-0 flex-[1_1_12rem]">
              <span className="sr-only">{t("catalog.told.email")}</span>
              <input
                type="email"
                name="email"
                autoComplete="email"
                required={isGuest}
                placeholder={t(isSignedIn ? "catalog.told.account_email" : "catalog.told.email")}
                defaultValue={state.values?.["email"]}
                aria-invalid={problems ? true : undefined}
                aria-describedby="told-hint"
                className="control min-h-14!"
              />
            </label>
            <SubmitButton size="large" className="flex-auto px-5!" pendingText={t("catalog.moment")}>
              {t("catalog.told.ask")}
            </SubmitButton>
          </div>
          <p
            id="told-hint"
            role="status"
            className={problems ? "text-danger mt-2 font-medium" : "text-soft mt-2 text-sm"}
          >
            {problems || t("catalog.told.hint")}
          </p>
        </>
      )}
    </>
  );
}
