import { Link } from "@/components/ui/link";
import { STORE } from "@/model/store";

const HELP = [
  ["/find-order", "Find your order"],
  ["/delivery", "Delivery"],
  ["/returns", "Returns"],
  ["/payment", "Payment"],
  ["/privacy", "Privacy"],
  ["/accessibility", "Accessibility"],
  ["/about", "About us"],
] as const;

const LINK = "hover:text-accent inline-block py-1.5";

export function Footer({ categories }: { categories: { slug: string; name: string }[] }) {
  return (
    <footer className="mt-24">
      <div className="threads" />
      <div className="column grid gap-12 py-14 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <div>
          <p className="font-display text-3xl">{STORE.name}</p>
          <p className="text-soft mt-3 max-w-xs">{STORE.tagline} Made in small workshops, sent from one.</p>
        </div>
        <nav aria-label="Shop">
          <h2 className="font-text! mb-2 text-base font-semibold">Shop</h2>
          <ul>
            {categories.map(({ slug, name }) => (
              <li key={slug}>
                <Link href={`/categories/${slug}`} prefetch={false} className={LINK}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label="Help">
          <h2 className="font-text! mb-2 text-base font-semibold">Help</h2>
          <ul>
            {HELP.map(([href, name]) => (
              <li key={href}>
                <Link href={href} prefetch={false} className={LINK}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label="For developers">
          <h2 className="font-text! mb-2 text-base font-semibold">Developers</h2>
          <ul>
            <li>
              <a href="/api/v1/" className={LINK}>
                REST API
              </a>
            </li>
          </ul>
          <p className="text-soft mt-4 text-sm">A demonstration shop, run by Cartwright. The goods are fiction.</p>
        </nav>
      </div>
    </footer>
  );
}
