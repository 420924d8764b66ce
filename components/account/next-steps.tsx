import { useT } from "#language";
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
        What happens next
      </h2>
      <ol className="marker:text-soft grid list-decimal gap-2 ps-5">
        <li>We pack it by hand. Until it leaves you can cancel it here.</li>
        <li>We mail you when it is on its way, with the tracking number.</li>
        {order.delivery_from && <li>It should be with you {arrivalText(t, order)}.</li>}
        <li>
          Something not right? You have thirty days to{" "}
          <Link href="/returns" prefetch={false} className={LINK}>
            send it back
          </Link>
          .
        </li>
      </ol>
    </section>
  );
}
