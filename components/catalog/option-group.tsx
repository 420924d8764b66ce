import clsx from "clsx";

import type { Variant } from "@/model/catalog";
import type { Option, standing } from "@/model/choice";

type Props = {
  name: Option;
  legend: string;
  values: readonly { name: string; hex?: string }[];
  slug: string;
  chosen: Variant | undefined;
  standingOf: (value: string) => ReturnType<typeof standing>;
  onPick: (value: string) => void;
};

const SAID = { in_stock: null, sold_out: "(sold out)", not_made: "(not made so)" };

/** One choice of a variant as radio buttons; what is sold out can be chosen and says so. */
export function OptionGroup({ name, legend, values, slug, chosen, standingOf, onPick }: Props) {
  const current = chosen?.[name];
  const other = name === "size" ? "color" : "size";
  return (
    <fieldset className="mt-6">
      <legend className="mb-2.5 font-medium">
        {legend}: <span className="text-soft font-normal">{current}</span>
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
              <input
                type="radio"
                name={name}
                value={value}
                checked={value === current}
                onChange={() => onPick(value)}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
              {hex && (
                <span
                  aria-hidden="true"
                  className="border-edge size-5 rounded-full border"
                  style={{ backgroundColor: hex }}
                />
              )}
              <span className={clsx(said && "line-through")}>{value}</span>
              {said && <span className="sr-only">{said}</span>}
            </label>
          );
        })}
      </div>
      {/* Without scripts a choice changes nothing that is shown; these do. */}
      <noscript>
        <p className="mt-2 text-sm">
          See it in{" "}
          {values.map(({ name: value }) => (
            <a
              key={value}
              href={`/products/${slug}?${new URLSearchParams({ [name]: value, ...(chosen?.[other] && { [other]: chosen[other] }) })}`}
              className="me-3 inline-block py-1 underline underline-offset-4"
            >
              {value}
            </a>
          ))}
        </p>
      </noscript>
    </fieldset>
  );
}
