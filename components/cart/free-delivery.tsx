import { useT } from "#language";

type Props = { missing: string; reached: string; from: string; currency: string };

/** How much more makes the delivery free. */
export function FreeDelivery({ missing, reached, from, currency }: Props) {
  const t = useT();
  return (
    <label className="mb-2 block text-sm">
      {t("cart.free_delivery", { amount: t.money(missing, currency) })}
      <progress className="progress mt-2 block" max={Number(from)} value={Number(reached)} />
    </label>
  );
}
