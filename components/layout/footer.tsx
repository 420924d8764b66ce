import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { STORE } from "@/model/store";

import { Languages } from "./languages";

const HELP = [
  ["/find-order", "layout.help.find_order"],
  ["/delivery", "layout.help.delivery"],
  ["/returns", "layout.help.returns"],
  ["/payment", "layout.help.payment"],
  ["/privacy", "layout.help.privacy"],
  ["/accessibility", "layout.help.accessibility"],
  ["/about", "layout.help.about"],
] as const;

const LINK = "hover:text-accent inline-block py-1.5";

export function Footer({ categories }: { categories: { slug: string; name: string }[] }) {
  const t = useT();
  return (
    <footer className="mt-24">
      <div className="threads" />
      <div className="column grid gap-12 py-14 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <div>
          <p className="font-display text-3xl">{STORE.name}</p>
          <p className="text-soft mt-3 max-w-xs">{t("layout.made", { tagline: t("store.tagline") })}</p>
        </div>
        <nav aria-label={t("layout.shop")}>
          <h2 className="font-text! mb-2 text-base font-semibold">{t("layout.shop")}</h2>
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
        <nav aria-label={t("layout.help")}>
          <h2 className="font-text! mb-2 text-base font-semibold">{t("layout.help")}</h2>
          <ul>
            {HELP.map(([href, name]) => (
              <li key={href}>
                <Link href={href} prefetch={false} className={LINK}>
                  {t(name)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label={t("layout.for_developers")}>
          <h2 className="font-text! mb-2 text-base font-semibold">{t("layout.developers")}</h2>
          <ul>
            <li>
              <a href="/api/v1/" className={LINK}>
                {t("layout.rest_api")}
              </a>
            </li>
          </ul>
          <p className="text-soft mt-4 text-sm">{t("layout.demonstration")}</p>
        </nav>
      </div>
      <nav aria-label={t("layout.language")} className="border-line border-t">
        {/* On small screens what is fixed at the bottom stands over the last of the page. */}
        <Languages className="column pt-3 pb-24 lg:pb-3" />
      </nav>
    </footer>
  );
}
