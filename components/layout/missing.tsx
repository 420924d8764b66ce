import { useTo } from "#language";

import { ButtonLink } from "../ui/button";

/** What stands where there is no such page: a way to search and a way back. */
export const Missing = () => (
  <div className="column pt-16 text-center lg:pt-24">
    <h1 className="text-display">Not on our shelves.</h1>
    <p className="text-soft mx-auto mt-4 max-w-md text-lg">
      This page does not exist, or the thing it showed is no longer made.
    </p>
    <form
      action={useTo()("/search")}
      role="search"
      aria-label="Search from this page"
      className="mx-auto mt-8 flex max-w-md gap-2"
    >
      <label htmlFor="missing-search" className="sr-only">
        Search the shop
      </label>
      <input
        id="missing-search"
        type="search"
        name="q"
        maxLength={200}
        placeholder="Search the shop"
        className="control"
      />
      <button type="submit" className="border-ink bg-ink text-paper rounded-[2px] px-6 font-medium">
        Search
      </button>
    </form>
    <p className="mt-8">
      <ButtonLink href="/products" variant="quiet">
        See everything we make
      </ButtonLink>
    </p>
  </div>
);
