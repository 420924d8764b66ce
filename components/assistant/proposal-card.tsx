import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";

import { useTo } from "#language";
import { Link } from "@/components/ui/link";
import { formatMoney } from "@/model/money";
import type { Proposal } from "@/model/proposals";
import { REASON_WORDS } from "@/model/return-reasons";

import { refreshSession } from "../layout/session-store";
import { Button, buttonClass } from "../ui/button";
import { Photo } from "../ui/photo";
import { Failure, confirm, undo } from "./ask";

const SMALL = "min-h-11! px-4! text-sm";

const kindOf = ({ size, color }: { size: string; color: string }) => [color, size].filter(Boolean).join(", ");

/** What is offered, in the shop's own words. */
function titleOf({ type, change, order }: Proposal): ReactNode {
  if (order) {
    const number = <span className="whitespace-nowrap">{order.order_number}</span>;
    return type === "request_return" ? (
      <>Ask for a return from order {number}?</>
    ) : (
      <>Put order {number} into your cart again?</>
    );
  }
  if (!change) return "Go on to the checkout?";
  const kind = kindOf(change);
  const name = kind ? `${change.product.name} (${kind})` : change.product.name;
  if (type === "remove_from_cart") return `Take ${name} out of your cart?`;
  if (type === "change_quantity") return `${name}: ${change.quantity} in place of ${change.was}?`;
  return `Put ${change.quantity} × ${name} into your cart?`;
}

const LINKS: Partial<Record<Proposal["type"], string>> = {
  start_checkout: "To the checkout",
  request_return: "See the order",
};

type OrderOffer = NonNullable<Proposal["order"]>;

/** What comes back and why, or what goes into the cart again and what it costs now. */
function OrderTerms({ order: { lines, reason, label_price, order_number, currency }, total }: OrderTermsProps) {
  return (
    <>
      <ul className="text-soft mt-1 text-sm">
        {lines.map((line) => (
          <li key={`${line.product_name} ${kindOf(line)}`}>
            {line.quantity} × {line.product_name}
            {kindOf(line) && ` (${kindOf(line)})`}
          </li>
        ))}
      </ul>
      {total && <p className="text-soft text-sm tabular-nums">{formatMoney(total, currency)} together</p>}
      {reason && (
        <p className="text-soft mt-1 text-sm">
          {REASON_WORDS[reason]}.{" "}
          {label_price && Number(label_price) > 0
            ? `The label costs ${formatMoney(label_price, currency)}, taken off what you get back. `
            : "We pay for the label. "}
          <Link
            href={`/orders/${order_number}/return`}
            prefetch={false}
            className="hover:text-accent underline underline-offset-4"
          >
            Choose otherwise
          </Link>
        </p>
      )}
    </>
  );
}
type OrderTermsProps = { order: OrderOffer; total: string | null };

/** Something that the assistant would do: it is done when, and only when, this is confirmed. */
export function ProposalCard({ proposal: offered }: { proposal: Proposal }) {
  const router = useRouter();
  const to = useTo();
  const [proposal, setProposal] = useState(offered);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [price, setPrice] = useState(offered.change?.price ?? offered.order?.total ?? null);
  const { status, change, order, type, path } = proposal;
  const [image] = change?.product.images ?? [];

  async function settle(act: () => Promise<Proposal>) {
    setBusy(true);
    setProblem("");
    try {
      const settled = await act();
      setProposal(settled);
      void refreshSession();
      if (type === "start_checkout" && path) router.push(to(path));
      else router.refresh();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.price) setPrice(error.price);
      setProblem(error.price ? "The price has changed meanwhile." : error.message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div
      role="group"
      aria-label="Offer"
      className="border-edge bg-paper my-2 grid grid-cols-[auto_1fr] gap-3 rounded-[2px] border p-3"
    >
      {!order && (
        <div className="bg-surface w-14 self-start overflow-hidden">
          {image && <Photo image={image} sizes="3.5rem" alt="" className="aspect-4/5" />}
        </div>
      )}
      <div className={order ? "col-span-2 min-w-0" : "min-w-0"}>
        <p className="font-medium">{titleOf(proposal)}</p>
        {change && price && type !== "remove_from_cart" && (
          <p className="text-soft text-sm tabular-nums">{formatMoney(price, change.product.currency)} each</p>
        )}
        {order && <OrderTerms order={order} total={price} />}
        <div className="mt-2 flex flex-wrap items-center gap-2">
          {status === "open" && (
            <Button className={SMALL} disabled={isBusy} onClick={() => void settle(() => confirm(proposal, price))}>
              {isBusy ? "One moment…" : type === "start_checkout" ? "Check out" : "Confirm"}
            </Button>
          )}
          {status === "done" && type === "request_return" && <span>Asked for.</span>}
          {status === "done" && type !== "start_checkout" && type !== "request_return" && (
            <>
              <span>Done.</span>
              <Button
                variant="secondary"
                className={SMALL}
                disabled={isBusy}
                onClick={() => void settle(() => undo(proposal))}
              >
                Undo
              </Button>
            </>
          )}
          {status === "done" && path && (
            <Link href={path} prefetch={false} className={`${buttonClass({ variant: "quiet" })} text-sm`}>
              {LINKS[type] ?? "See the cart"}
            </Link>
          )}
          {status === "undone" && <span className="text-soft">Taken back.</span>}
          {status === "expired" && <span className="text-soft">This offer is too old. Ask again.</span>}
        </div>
        <p role="status" className={problem ? "text-danger mt-1 text-sm font-medium" : "sr-only"}>
          {problem || (status === "done" ? "Done." : status === "undone" ? "Taken back." : "")}
        </p>
      </div>
    </div>
  );
}
