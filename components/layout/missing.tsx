import { useT, useTo } from "#language";

import { ButtonLink } from "../ui/button";

/** What stands where there is no such page: a way to search and a way back. */
export function Missing() {
  const [t, to] = [useT(), useTo()];
  return (
    <div className="column pt-16 text-center lg:pt-24">
      <h1 className="text-display">{t("layout.missing.title")}</h1>
      <p className="text-soft mx-auto mt-4 max-w-md text-lg">{t("layout.missing.text")}</p>
      <form
        action={to("/search")}
        role="search"
        aria-label={t("layout.missing.search")}
        className="mx-auto mt-8 flex max-w-md gap-2"
      >
        <label htmlFor="missing-search" className="sr-only">
          {t("search.label")}
        </label>
        <input
          id="missing-search"
          type="search"
          name="q"
          maxLength={200}
          placeholder={t("search.label")}
          className="control"
        />
        <button type="submit" className="border-ink bg-ink text-paper rounded-[2px] px-6 font-medium">
          {t("search.search")}
        </button>
      </form>
      <p className="mt-8">
        <ButtonLink href="/products" variant="quiet">
          {t("layout.missing.everything")}
        </ButtonLink>
      </p>
    </div>
  );
}
