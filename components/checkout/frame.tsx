import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { STORE } from "@/model/store";

/** While someone pays, nothing leads away but the way back and help. */
export function CheckoutHeader() {
  const t = useT();
  return (
    <header className="border-line border-b">
      <div className="column flex flex-wrap items-center justify-between gap-x-6 py-3">
        <Link
          href="/"
          prefetch={false}
          className="font-display xs:text-3xl text-[clamp(1.4rem,7.6vw,1.75rem)] leading-none tracking-tight whitespace-nowrap lg:text-[2.4rem]"
        >
          {STORE.name}
        </Link>
        <nav aria-label={t("checkout_page.title")} className="flex gap-x-5">
          <Link href="/delivery" prefetch={false} className="hover:text-accent inline-flex min-h-11 items-center">
            {t("layout.help")}
          </Link>
          <Link href="/cart" prefetch={false} className="hover:text-accent inline-flex min-h-11 items-center">
            {t("checkout_page.back")}
          </Link>
        </nav>
      </div>
    </header>
  );
}

const LINKS = [
  ["/delivery", "layout.help.delivery"],
  ["/returns", "layout.help.returns"],
  ["/privacy", "layout.help.privacy"],
] as const;

export function CheckoutFooter() {
  const t = useT();
  return (
    <footer className="mt-20">
      <div className="threads" />
      <ul className="column text-soft flex flex-wrap gap-x-6 py-6 text-sm">
        {LINKS.map(([href, name]) => (
          <li key={href}>
            <Link href={href} prefetch={false} className="hover:text-accent inline-flex min-h-11 items-center">
              {t(name)}
            </Link>
          </li>
        ))}
      </ul>
    </footer>
  );
}
