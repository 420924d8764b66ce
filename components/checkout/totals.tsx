import { Fragment } from "react";

import { useT } from "#language";
import { type Totals as Sums, includedTaxText, totalRows } from "@/model/totals";

type Props = { totals: Sums; currency: string; className?: string };

/** What makes up the total, and the tax within it. */
export function Totals({ totals, currency, className }: Props) {
  const t = useT();
  const tax = includedTaxText(t, totals, currency);
  return (
    <div className={className}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 tabular-nums">
        {totalRows(t, totals, currency).map(({ label, amount }) => (
          <Fragment key={label}>
            <dt className="min-w-0 break-words">{label}</dt>
            <dd className="text-end">{amount}</dd>
          </Fragment>
        ))}
        <dt className="mt-1 text-xl font-medium">{t("checkout.totals.total")}</dt>
        <dd className="mt-1 text-end text-xl font-medium">{t.money(totals.total_price, currency)}</dd>
      </dl>
      {tax && <p className="text-soft mt-1 text-sm">{tax}</p>}
    </div>
  );
}
