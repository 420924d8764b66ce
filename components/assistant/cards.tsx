import clsx from "clsx";
import { useActionState, useEffect } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { Comparison, Product } from "@/model/catalog";
import type { FormAction } from "@/model/forms";
import { UNSENT } from "@/model/forms";
import { shownStatus } from "@/model/order-status";
import type { Order } from "@/model/orders";
import { stockLevel } from "@/model/stock-level";

import { refreshSession } from "../layout/session-store";
import { buttonClass } from "../ui/button";
import { Photo } from "../ui/photo";
import { Price } from "../ui/price";
import { StatusPill } from "../ui/status-pill";
import { SubmitButton } from "../ui/submit-button";

const ENDED = new Set<Order["status"]>(["cancelling", "cancelled", "refund_pending", "refunded", "charged_back"]);
const SMALL = "min-h-11! px-4! text-sm";

type CardProps = { product: Product; addToCart: FormAction };

/** A product as the shop knows it, whatever was said of it. */
export function ProductCard({ product, addToCart }: CardProps) {
  const { slug, name, price, price_max, compare_at_price, currency, stock } = product;
  const [image] = product.images;
  const level = stockLevel(stock);
  const t = useT();
  return (
    <li className="border-line grid grid-cols-[5rem_1fr] gap-3 border-t py-3">
      <div className="bg-surface aspect-4/5 overflow-hidden rounded-[2px]">
        {image && <Photo image={image} sizes="5rem" alt="" className="size-full" />}
      </div>
      <div className="min-w-0">
        <Link
          href={`/products/${slug}`}
          prefetch={false}
          className="font-display hover:text-accent text-xl leading-snug"
        >
          {name}
        </Link>
        <p className="text-[0.95rem]">
          <Price amount={price} currency={currency} was={compare_at_price} from={price_max !== price} />
          <span className={level === "many" ? "text-soft ms-2" : "text-accent ms-2 font-medium"}>
            {t("assistant.stock", { state: level, stock })}
          </span>
        </p>
        {stock > 0 && <Add product={product} addToCart={addToCart} />}
      </div>
    </li>
  );
}

function Add({ product, addToCart }: CardProps) {
  const t = useT();
  const [state, submit] = useActionState(addToCart, UNSENT);
  useEffect(() => {
    if (state.ok) void refreshSession();
  }, [state]);
  if (product.variants.length > 1)
    return (
      <Link
        href={`/products/${product.slug}`}
        prefetch={false}
        aria-label={t("assistant.choose_of", { name: product.name })}
        className={`${buttonClass({ variant: "secondary" })} ${SMALL} mt-2`}
      >
        {t("assistant.choose")}
      </Link>
    );
  const problem = [state.message, ...Object.values(state.fields ?? {}).flat()].filter(Boolean).join(" ");
  return (
    <form action={submit} className="mt-2">
      <input type="hidden" name="product_id" value={product.id} />
      <SubmitButton
        variant="secondary"
        className={SMALL}
        pendingText={t("assistant.adding")}
        label={t("assistant.add_of", { name: product.name })}
      >
        {t("assistant.add")}
      </SubmitButton>
      <span role="status" className={problem ? "text-danger ms-3 text-sm" : "text-soft ms-3 text-sm"}>
        {problem || (state.ok && t("assistant.added"))}
      </span>
    </form>
  );
}

/** Products side by side; a wide one scrolls by itself. */
export function ComparisonTable({ products, rows }: Comparison) {
  const t = useT();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div role="group" aria-label={t("assistant.comparison")} tabIndex={0} className="my-2 overflow-x-auto">
      <table className={clsx("w-full text-start text-sm", products.length > 2 && "min-w-120")}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t("assistant.property")}</span>
            </th>
            {products.map(({ id, name, slug }) => (
              <th key={id} scope="col" className="p-2 text-start align-bottom">
                <Link
                  href={`/products/${slug}`}
                  prefetch={false}
                  className="hover:text-accent underline underline-offset-4"
                >
                  {name}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, values }) => (
            <tr key={label} className="border-line border-t">
              <th scope="row" className="bg-paper text-soft sticky start-0 p-2 ps-0 text-start align-top font-medium">
                {label}
              </th>
              {products.map(({ id }, index) => (
                <td key={id} className="p-2 align-top">
                  {values[index] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Step = "placed" | "paid" | "shipped" | "delivered" | "cancelled";
/** The steps of an order's way, each with when it was; of one that goes no further only those that it has taken. */
function stepsOf(order: Order) {
  const { created_at, paid_at, shipped_at, delivered_at, cancelled_at } = order;
  const way: [step: Step, at: string | null][] = [
    ["placed", created_at],
    ["paid", paid_at],
    ["shipped", shipped_at],
    ["delivered", delivered_at],
  ];
  const taken: typeof way = [...way, ["cancelled", cancelled_at]];
  return ENDED.has(shownStatus(order)) ? taken.filter(([, at]) => at !== null) : way;
}

/** How an order stands, and what has happened to it. */
export function OrderCard({ order }: { order: Order }) {
  const t = useT();
  const { number, items, tracking_number } = order;
  const count = items.reduce((total, { quantity }) => total + quantity, 0);
  return (
    <li className="border-line border-t py-3">
      <p className="flex flex-wrap items-center justify-between gap-2">
        <Link
          href={`/orders/${number}`}
          prefetch={false}
          className="hover:text-accent font-medium underline underline-offset-4"
        >
          {number}
        </Link>
        <StatusPill order={order} />
      </p>
      <p className="text-soft text-sm">
        {t("assistant.thing_count", { count })}
        {tracking_number && ` · ${t("assistant.tracking", { tracking_number })}`}
      </p>
      <ol aria-label={t("assistant.timeline")} className="mt-2 flex gap-1 text-sm">
        {stepsOf(order).map(([step, at]) => (
          <li
            key={step}
            className={at ? "border-moss flex-1 border-t-2 pt-1" : "border-line text-soft flex-1 border-t-2 pt-1"}
          >
            {at ? (
              <>
                {t(`assistant.step.${step}`)}
                <span className="text-soft block">{t.date(at, { month: "short", day: "numeric" })}</span>
              </>
            ) : (
              rich(t, "assistant.not_yet", {
                step: t(`assistant.step.${step}`),
                hidden: (text) => <span className="sr-only">{text}</span>,
              })
            )}
          </li>
        ))}
      </ol>
    </li>
  );
}
