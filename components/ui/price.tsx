import { type ReactNode } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { savedPercent, subtract } from "@/model/money";

type Props = {
  amount: string;
  currency: string;
  was?: string | null | undefined;
  from?: boolean;
  /** Says beside a reduced price how much less it is. */
  saving?: boolean;
};

/** A price, with what it was where it is reduced. The same on every server and in every browser: nothing is left to their own locale. */
export function Price({ amount, currency, was, from, saving }: Props) {
  const t = useT();
  const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>;
  const price = (
    <span className={was ? "text-accent font-medium" : undefined}>
      {was ? rich(t, "ui.price.now", { hidden, price: t.money(amount, currency) }) : t.money(amount, currency)}
    </span>
  );
  return (
    <span className="tabular-nums">
      {from ? rich(t, "ui.price.from", { price: () => price }) : price}
      {was && <s className="text-soft ms-2">{rich(t, "ui.price.was", { hidden, price: t.money(was, currency) })}</s>}
      {was && saving && (
        <span className="bg-surface text-accent ms-3 inline-block rounded-full px-3 py-1 align-middle text-sm leading-5 font-medium">
          {t("ui.price.saving", {
            amount: t.money(subtract(was, amount), currency),
            percent: savedPercent(amount, was),
          })}
        </span>
      )}
    </span>
  );
}
