import { useT } from "#language";
import type { Image } from "@/model/catalog";
import { choiceText } from "@/model/choice";

import { Photo } from "../ui/photo";
import { Price } from "../ui/price";

type Line = {
  id: number;
  name: string;
  size: string;
  color: string;
  quantity: number;
  subtotal: string;
  image?: Image | undefined;
};

/** What was chosen, as it is paid: not to be changed here. */
export function OrderLines({ lines, currency }: { lines: Line[]; currency: string }) {
  const t = useT();
  return (
    <ul className="grid gap-5">
      {lines.map(({ id, name, quantity, subtotal, image, ...chosen }) => (
        <li key={id} className="grid grid-cols-[auto_1fr_auto] gap-4">
          {image ? <Photo image={image} alt="" sizes="4rem" className="aspect-4/5 w-16 rounded-[2px]" /> : <span />}
          <p>
            <span className="font-display block text-xl leading-snug">{name}</span>
            <span className="text-soft text-sm">
              {[choiceText(t, chosen), t("checkout.quantity", { quantity })].filter(Boolean).join(" · ")}
            </span>
          </p>
          <p>
            <Price amount={subtotal} currency={currency} />
          </p>
        </li>
      ))}
    </ul>
  );
}
