import { useT } from "#language";
import { daysText } from "@/model/delivery";
import type { ShippingMethod } from "@/model/orders";

import { Radio } from "../ui/radio";

/** A way to deliver, with its price for this cart. */
type DeliveryChoice = Pick<ShippingMethod, "code" | "name" | "description" | "min_days" | "max_days"> & {
  cost: string;
};
type Props = {
  choices: DeliveryChoice[];
  currency: string;
  chosen: string | undefined;
  onChoose: (code: string) => void;
  error: string[] | undefined;
};

export function DeliveryChoices({ choices, currency, chosen, onChoose, error }: Props) {
  const t = useT();
  return (
    <fieldset className="grid gap-3" aria-describedby={error && "delivery-error"}>
      <legend className="mb-3 font-medium">{t("checkout.delivery.how")}</legend>
      {choices.map(({ code, name, description, cost, ...days }) => (
        <label
          key={code}
          className="border-edge has-checked:border-ink has-checked:outline-ink has-focus-visible:outline-accent flex cursor-pointer items-center gap-4 rounded-[2px] border px-4 py-3.5 has-checked:outline-1 has-focus-visible:outline-2"
        >
          <Radio
            name="shipping_method"
            value={code}
            checked={code === chosen}
            onChange={() => onChoose(code)}
            className="accent-ink size-5"
          />
          <span className="flex-1">
            <span className="block font-medium">
              {t("checkout.delivery.method", { name, days: daysText(t, days) })}
            </span>
            <span className="text-soft text-sm">{description}</span>
          </span>
          <span className="tabular-nums">{cost === "0.00" ? t("checkout.totals.free") : t.money(cost, currency)}</span>
        </label>
      ))}
      {choices.length === 0 && <p className="text-danger font-medium">{t("checkout.delivery.nowhere")}</p>}
      {error && (
        <p id="delivery-error" className="text-danger text-sm font-medium">
          {error.join(" ")}
        </p>
      )}
    </fieldset>
  );
}
