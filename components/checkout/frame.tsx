import { Link } from "@/components/ui/link";
import { STORE } from "@/model/store";

/** While someone pays, nothing leads away but the way back and help. */
export const CheckoutHeader = () => (
  <header className="border-line border-b">
    <div className="column flex flex-wrap items-center justify-between gap-x-6 py-3">
      <Link
        href="/"
        prefetch={false}
        className="font-display xs:text-3xl text-[clamp(1.4rem,7.6vw,1.75rem)] leading-none tracking-tight whitespace-nowrap lg:text-[2.4rem]"
      >
        {STORE.name}
      </Link>
      <nav aria-label="Checkout" className="flex gap-x-5">
        <Link href="/delivery" prefetch={false} className="hover:text-accent inline-flex min-h-11 items-center">
          Help
        </Link>
        <Link href="/cart" prefetch={false} className="hover:text-accent inline-flex min-h-11 items-center">
          Back to the cart
        </Link>
      </nav>
    </div>
  </header>
);

const LINKS = [
  ["/delivery", "Delivery"],
  ["/returns", "Returns"],
  ["/privacy", "Privacy"],
] as const;

export const CheckoutFooter = () => (
  <footer className="mt-20">
    <div className="threads" />
    <ul className="column text-soft flex flex-wrap gap-x-6 py-6 text-sm">
      {LINKS.map(([href, name]) => (
        <li key={href}>
          <Link href={href} prefetch={false} className="hover:text-accent inline-flex min-h-11 items-center">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  </footer>
);
