import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import { arrivalText } from "@/model/delivery";
import type { Order } from "@/model/orders";

const LINK = "hover:text-accent underline underline-offset-4";

/** What an order that was just paid has before it. */
export function NextSteps({ order }: { order: Order }) {
  const t = useT();
  return (
    <section aria-labelledby="next">
      <h2 id="next" className="text-heading mb-4">
        {t("order_page.next")}
      </h2>
      <ol className="steps grid list-decimal gap-2 ps-5">
        <li>{t("order_page.next.pack")}</li>
        <li>{t("order_page.next.mail")}</li>
        {order.delivery_from && <li>{t("order_page.next.arrival", { dates: arrivalText(t, order) })}</li>}
        <li>
          {rich(t, "order_page.next.return", {
            link: (text) => (
              <Link href="/returns" prefetch={false} className={LINK}>
                {text}
              </Link>
            ),
          })}
        </li>
      </ol>
    </section>
  );
}
