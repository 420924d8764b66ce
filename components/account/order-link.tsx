import { useT } from "#language";
import { Link } from "@/components/ui/link";

/** The way back from what is about an order. */
export const OrderLink = ({ number }: { number: string }) => (
  <p className="print:hidden">
    <Link
      href={`/orders/${number}`}
      prefetch={false}
      className="hover:text-accent inline-block py-1 underline underline-offset-4"
    >
      {useT()("order_page.heading", { number })}
    </Link>
  </p>
);
