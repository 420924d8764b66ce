import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";

import { useT, useTo } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import { choiceText } from "@/model/choice";
import type { Proposal } from "@/model/proposals";
import type { MessageKey, Translate } from "@/model/translate";

import { refreshSession } from "../layout/session-store";
import { Button, buttonClass } from "../ui/button";
import { Photo } from "../ui/photo";
import { Failure, confirm, inWords, undo } from "./ask";

const SMALL = "min-h-11! px-4! text-sm";

/** What is offered, in the shop's own words. */
function titleOf(t: Translate, { type, change, order }: Proposal): ReactNode {
  if (order) {
    const number = () => <span className="whitespace-nowrap">{order.order_number}</span>;
    return rich(t, type === "request_return" ? "assistant.offer.return" : "assistant.offer.reorder", { number });
  }
  if (!change) return t("assistant.offer.start_checkout");
  const kind = choiceText(t, change);
  const name = kind ? `${change.product.name} (${kind})` : change.product.name;
  if (type === "remove_from_cart") return t("assistant.offer.remove", { name });
  const { quantity } = change;
  if (type === "change_quantity") return t("assistant.offer.quantity", { name, quantity, was: change.was });
  return t("assistant.offer.add", { name, quantity });
}

const LINKS: Partial<Record<Proposal["type"], MessageKey>> = {
  start_checkout: "assistant.offer.to_checkout",
  request_return: "assistant.offer.see_order",
};

type OrderOffer = NonNullable<Proposal["order"]>;

/** What comes back and why, or what goes into the cart again and what it costs now. */
function OrderTerms({ order: { lines, reason, label_price, order_number, currency }, total }: OrderTermsProps) {
  const t = useT();
  return (
    <>
      <ul className="text-soft mt-1 text-sm">
        {lines.map((line) => (
          <li key={`${line.product_name} ${choiceText(t, line)}`}>
            {line.quantity} × {line.product_name}
            {choiceText(t, line) && ` (${choiceText(t, line)})`}
          </li>
        ))}
      </ul>
      {total && (
        <p className="text-soft text-sm tabular-nums">
          {t("assistant.offer.together", { price: t.money(total, currency) })}
        </p>
      )}
      {reason && (
        <p className="text-soft mt-1 text-sm">
          {t(`ui.return_reason.${reason}`)}.{" "}
          {label_price && Number(label_price) > 0
            ? t("assistant.offer.label", { price: t.money(label_price, currency) })
            : t("assistant.offer.free_label")}{" "}
          <Link
            href={`/orders/${order_number}/return`}
            prefetch={false}
            className="hover:text-accent underline underline-offset-4"
          >
            {t("assistant.offer.choose_otherwise")}
          </Link>
        </p>
      )}
    </>
  );
}
type OrderTermsProps = { order: OrderOffer; total: string | null };

/** How an offer stands, and what settles it. */
function useOffer(offered: Proposal) {
  const router = useRouter();
  const [t, to] = [useT(), useTo()];
  const [proposal, setProposal] = useState(offered);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [price, setPrice] = useState(offered.change?.price ?? offered.order?.total ?? null);

  async function settle(act: () => Promise<Proposal>) {
    setBusy(true);
    setProblem("");
    try {
      const settled = await act();
      setProposal(settled);
      void refreshSession();
      if (settled.type === "start_checkout" && settled.path) router.push(to(settled.path));
      else router.refresh();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.price) setPrice(error.price);
      setProblem(error.price ? t("assistant.offer.price_changed") : inWords(t, error.told));
    } finally {
      setBusy(false);
    }
  }
  return { proposal, isBusy, problem, price, settle };
}

/** Something that the assistant would do: it is done when, and only when, this is confirmed. */
export function ProposalCard({ proposal: offered }: { proposal: Proposal }) {
  const t = useT();
  const { proposal, isBusy, problem, price, settle } = useOffer(offered);
  const { status, change, order, type, path } = proposal;
  const [image] = change?.product.images ?? [];

  return (
    <div
      role="group"
      aria-label={t("assistant.offer.name")}
      className="border-edge bg-paper my-2 grid grid-cols-[auto_1fr] gap-3 rounded-[2px] border p-3"
    >
      {!order && (
        <div className="bg-surface w-14 self-start overflow-hidden">
          {image && <Photo image={image} sizes="3.5rem" alt="" className="aspect-4/5" />}
        </div>
      )}
      <div className={order ? "col-span-2 min-w-0" : "min-w-0"}>
        <p className="font-medium">{titleOf(t, proposal)}</p>
        {change && price && type !== "remove_from_cart" && (
          <p className="text-soft text-sm tabular-nums">
            {t("assistant.offer.each", { price: t.money(price, change.product.currency) })}
          </p>
        )}
        {order && <OrderTerms order={order} total={price} />}
        <div className="mt-2 flex flex-wrap items-center gap-2">
          {status === "open" && (
            <Button className={SMALL} disabled={isBusy} onClick={() => void settle(() => confirm(proposal, price))}>
              {t(
                isBusy
                  ? "assistant.offer.busy"
                  : type === "start_checkout"
                    ? "assistant.offer.check_out"
                    : "assistant.offer.confirm",
              )}
            </Button>
          )}
          {status === "done" && type === "request_return" && <span>{t("assistant.offer.asked")}</span>}
          {status === "done" && type !== "start_checkout" && type !== "request_return" && (
            <>
              <span>{t("assistant.offer.done")}</span>
              <Button
                variant="secondary"
                className={SMALL}
                disabled={isBusy}
                onClick={() => void settle(() => undo(proposal))}
              >
                {t("assistant.offer.undo")}
              </Button>
            </>
          )}
          {status === "done" && path && (
            <Link href={path} prefetch={false} className={`${buttonClass({ variant: "quiet" })} text-sm`}>
              {t(LINKS[type] ?? "assistant.offer.see_cart")}
            </Link>
          )}
          {status === "undone" && <span className="text-soft">{t("assistant.offer.undone")}</span>}
          {status === "expired" && <span className="text-soft">{t("assistant.offer.expired")}</span>}
        </div>
        <p role="status" className={problem ? "text-danger mt-1 text-sm font-medium" : "sr-only"}>
          {problem ||
            (status === "done" ? t("assistant.offer.done") : status === "undone" ? t("assistant.offer.undone") : "")}
        </p>
      </div>
    </div>
  );
}
