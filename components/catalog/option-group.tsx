import clsx from "clsx";

type Props = {
  name: "size" | "color";
  legend: string;
  values: { name: string; hex?: string }[];
  chosen: string | undefined;
  isInStock: (value: string) => boolean;
  onPick: (value: string) => void;
};

/** One choice of a variant as radio buttons; what is sold out can be chosen and says so. */
export function OptionGroup({ name, legend, values, chosen, isInStock, onPick }: Props) {
  if (values.length === 0) return null;
  return (
    <fieldset className="mt-6">
      <legend className="mb-2.5 font-medium">
        {legend}: <span className="text-soft font-normal">{chosen}</span>
      </legend>
      <div className="flex flex-wrap gap-2">
        {values.map(({ name: value, hex }) => {
          const inStock = isInStock(value);
          return (
            <label
              key={value}
              className={clsx(
                "border-edge has-checked:border-ink has-checked:outline-ink hover:border-ink has-focus-visible:outline-accent relative inline-flex min-h-11 cursor-pointer items-center gap-2.5 rounded-[2px] border px-3.5 has-checked:outline-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
                !inStock && "text-soft border-dashed",
              )}
            >
              <input
                type="radio"
                name={name}
                value={value}
                checked={value === chosen}
                onChange={() => onPick(value)}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
              {hex && <span aria-hidden="true" className="border-edge size-5 rounded-full border" style={{ backgroundColor: hex }} />}
              <span className={clsx(!inStock && "line-through")}>{value}</span>
              {!inStock && <span className="sr-only">(sold out)</span>}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
