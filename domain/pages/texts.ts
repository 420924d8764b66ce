import type { PageSlug, Section } from "@/model/pages";
import type { MessageKey, Translate } from "@/model/translate";

type Keys = {
  heading: MessageKey | null;
  paragraphs: readonly MessageKey[];
  /** Those of a list below, or that the ways of delivery are listed there. */
  items: readonly MessageKey[] | "delivery";
};
const section = (heading: MessageKey | null, paragraphs: readonly MessageKey[], items: Keys["items"] = []): Keys => ({
  heading,
  paragraphs,
  items,
});

/** What the shop says of itself, in its own words; pages show it, and the assistant quotes it. */
const PAGES: Record<PageSlug, readonly Keys[]> = {
  about: [
    section(null, ["pages.about.begin"]),
    section("pages.about.made", ["pages.about.made.text"]),
    section("pages.about.demonstration", ["pages.about.demonstration.text"]),
  ],
  delivery: [
    section(null, ["pages.delivery.begin"]),
    section("pages.delivery.costs", ["pages.delivery.costs.text"], "delivery"),
    section("pages.delivery.parcel", ["pages.delivery.parcel.text"]),
    section("pages.delivery.broken", ["pages.delivery.broken.text"]),
  ],
  returns: [
    section(null, ["pages.returns.begin"]),
    section(
      "pages.returns.how",
      [],
      ["pages.returns.how.item_1", "pages.returns.how.item_2", "pages.returns.how.item_3"],
    ),
    section("pages.returns.costs", ["pages.returns.costs.text"]),
    section("pages.returns.not", ["pages.returns.not.text"]),
  ],
  payment: [
    section(null, ["pages.payment.begin"]),
    section("pages.payment.when", ["pages.payment.when.text"]),
    section("pages.payment.not", ["pages.payment.not.text"]),
    section("pages.payment.failed", ["pages.payment.failed.text"]),
  ],
  privacy: [
    section(null, ["pages.privacy.begin"]),
    section(
      "pages.privacy.kept",
      [],
      [
        "pages.privacy.kept.item_1",
        "pages.privacy.kept.item_2",
        "pages.privacy.kept.item_3",
        "pages.privacy.kept.item_4",
        "pages.privacy.kept.item_5",
      ],
    ),
    section("pages.privacy.cookies", ["pages.privacy.cookies.text_1", "pages.privacy.cookies.text_2"]),
    section("pages.privacy.paying", ["pages.privacy.paying.text"]),
    section("pages.privacy.assistant", ["pages.privacy.assistant.text"]),
    section("pages.privacy.rights", ["pages.privacy.rights.text"]),
  ],
  accessibility: [
    section(null, ["pages.accessibility.begin"]),
    section("pages.accessibility.standard", ["pages.accessibility.standard.text"]),
    section(
      "pages.accessibility.good_to_know",
      ["pages.accessibility.good_to_know.text"],
      [
        "pages.accessibility.good_to_know.item_1",
        "pages.accessibility.good_to_know.item_2",
        "pages.accessibility.good_to_know.item_3",
        "pages.accessibility.good_to_know.item_4",
      ],
    ),
    section("pages.accessibility.not_yet", ["pages.accessibility.not_yet.text"]),
    section("pages.accessibility.help", ["pages.accessibility.help.text"]),
  ],
};

/** What is told of sums: what the label of a return costs, and each way of delivery. */
type Facts = { label: string; delivery: string[] };

/** The sections of a page in one language. */
export const sectionsOf = (t: Translate, slug: PageSlug, { label, delivery }: Facts): Section[] =>
  PAGES[slug].map(({ heading, paragraphs, items }) => ({
    heading: heading ? t(heading) : "",
    paragraphs: paragraphs.map((key) => t(key, { label })),
    items: items === "delivery" ? delivery : items.map((key) => t(key)),
  }));
