import { formatMoney } from "@/model/money";

type Props = { missing: string; reached: string; from: string; currency: string };

/** How much more makes the delivery free. */
export const FreeDelivery = ({ missing, reached, from, currency }: Props) => (
  <label className="mb-2 block text-sm">
    {formatMoney(missing, currency)} more and delivery is free.
    <progress className="progress mt-2 block" max={Number(from)} value={Number(reached)} />
  </label>
);
