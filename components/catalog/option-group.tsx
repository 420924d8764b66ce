import clsx from "clsx";

import { useT, useTo } from "#language";
import { rich } from "@/components/language/rich";
import type { Variant } from "@/model/catalog";
import type { Option, standing } from "@/model/choice";
import type { MessageKey } from "@/model/translate";

import { Radio } from "../ui/radio";

type Props = {
  name: Option;
  values: readonly { name: string; hex?: string }[];
  slug: string;
  chosen: Variant | undefined;
  standingOf: (value: string) => ReturnType<typeof standing>;
  onPick: (value: string) => void;
};

const LEGENDS: Record<Option, MessageKey> = { color: "catalog.option.color", size: "catalog.option.size" };
const SAID: Record<ReturnType<typeof standing>, MessageKey | null> = {
  in_stock: null,
  sold_out: "catalog.option.sold_out",
  not_made: "catalog.option.not_made",
};

/** One choice of a variant as radio buttons; what is sold out can be chosen and says so. */
export function OptionGroup({ name, values, slug, chosen, standingOf, onPick }: Props) {
  const [t, to] = [useT(), useTo()];
  const current = chosen?.[name];
  const other = name === "size" ? "color" : "size";
  return (
    <fieldset className="mt-6">
      <legend className="mb-2.5 font-medium">
        {rich(t, LEGENDS[name], {
          value: () => <span className="text-soft font-normal">{current && t.option(current)}</span>,
        })}
      </legend>
      <div className="flex flex-wrap gap-2">
        {values.map(({ name: value, hex }) => {
          const said = SAID[standingOf(value)];
          return (
            <label
              key={value}
              className={clsx(
                "border-edge has-checked:border-ink has-checked:outline-ink hover:border-ink has-focus-visible:outline-accent relative inline-flex min-h-11 cursor-pointer items-center gap-2.5 rounded-[2px] border px-3.5 has-checked:outline-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
                said && "text-soft border-dashed",
              )}
            >
              <Radio
                name={name}
                value={value}
                checked={value === current}
                onChange={() => onPick(value)}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
              {hex && (
                <span
                  aria-hidden="true"
                  className="border-edge size-5 rounded-full border forced-color-adjust-none"
                  style={{ backgroundColor: hex }}
                />
              )}
              <span className={clsx(said && "line-through")}>{t.option(value)}</span>
              {said && <span className="sr-only">{t(said)}</span>}
            </label>
          );
        })}
      </div>
      {/* Without scripts a choice changes nothing that is shown; these do. */}
      <noscript>
        <p className="mt-2 text-sm">
          {rich(t, "catalog.option.see_in", {
            values: () =>
              values.map(({ name: value }) => (
                <a
                  key={value}
                  href={to(
                    `/products/${slug}?${new URLSearchParams({ [name]: value, ...(chosen?.[other] && { [other]: chosen[other] }) })}`,
                  )}
                  className="me-3 inline-block py-1 underline underline-offset-4"
                >
                  {t.option(value)}
                </a>
              )),
          })}
        </p>
      </noscript>
    </fieldset>
  );
}
