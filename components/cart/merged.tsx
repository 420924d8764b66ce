import { useT } from "#language";
import type { CartView } from "@/model/cart-view";
import { choiceText } from "@/model/choice";
import type { Translate } from "@/model/translate";

import { Alert } from "../ui/alert";

type Line = CartView["lines"][number];
type Ids = string | string[] | undefined;

const idsOf = (text: Ids) => new Set(typeof text === "string" ? text.split(".") : []);
const nameOf = (t: Translate, line: Line) => {
  const choice = choiceText(t, line);
  return choice ? `${line.name} (${choice})` : line.name;
};

/** What came into the cart as its shopper signed in, and of what there was less than both carts had. */
export function Merged({ lines, merged, capped }: { lines: Line[]; merged: Ids; capped: Ids }) {
  const t = useT();
  const [added, fewer] = [idsOf(merged), idsOf(capped)];
  const came = lines.filter(({ variant_id }) => added.has(String(variant_id)));
  if (came.length === 0) return null;
  return (
    <div className="mt-6">
      <Alert>
        <p>{t("cart_page.merged")}</p>
        <p className="mt-1 font-medium">{came.map((line) => nameOf(t, line)).join("; ")}</p>
        {came
          .filter(({ variant_id }) => fewer.has(String(variant_id)))
          .map((line) => (
            <p key={line.id} className="mt-1">
              {line.left === 0
                ? t("cart_page.merged.sold_out", { name: nameOf(t, line) })
                : t("cart_page.merged.fewer", { name: nameOf(t, line), count: line.quantity })}
            </p>
          ))}
      </Alert>
    </div>
  );
}
