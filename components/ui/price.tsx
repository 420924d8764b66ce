import { formatMoney } from "@/model/money";

type Props = { amount: string; currency: string; was?: string | null | undefined; from?: boolean };

/** A price, with what it was where it is reduced. */
export function Price({ amount, currency, was, from }: Props) {
  return (
    <span className="tabular-nums">
      {from && "From "}
      <span className={was ? "text-accent font-medium" : undefined}>
        {was && <span className="sr-only">Now </span>}
        {formatMoney(amount, currency)}
      </span>
      {was && (
        <s className="text-soft ms-2">
          <span className="sr-only">Was </span>
          {formatMoney(was, currency)}
        </s>
      )}
    </span>
  );
}
