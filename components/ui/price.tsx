import { formatMoney, savedPercent, subtract } from "@/model/money";

type Props = {
  amount: string;
  currency: string;
  was?: string | null | undefined;
  from?: boolean;
  /** Says beside a reduced price how much less it is. */
  saving?: boolean;
  locale?: string;
};

/** A price, with what it was where it is reduced. The same on every server and in every browser: nothing is left to their own locale. */
export function Price({ amount, currency, was, from, saving, locale = "en-US" }: Props) {
  return (
    <span className="tabular-nums">
      {from && "From "}
      <span className={was ? "text-accent font-medium" : undefined}>
        {was && <span className="sr-only">Now </span>}
        {formatMoney(amount, currency, locale)}
      </span>
      {was && (
        <s className="text-soft ms-2">
          <span className="sr-only">Was </span>
          {formatMoney(was, currency, locale)}
        </s>
      )}
      {was && saving && (
        <span className="bg-surface text-accent ms-3 inline-block rounded-full px-3 py-1 align-middle text-sm leading-5 font-medium">
          Save {formatMoney(subtract(was, amount), currency, locale)} ({savedPercent(amount, was)}%)
        </span>
      )}
    </span>
  );
}
