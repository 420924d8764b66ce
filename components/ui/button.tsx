import clsx from "clsx";
import type { ComponentProps } from "react";

import { Link } from "@/components/ui/link";

type Look = { variant?: "primary" | "secondary" | "quiet"; size?: "normal" | "large" };

const SHAPE =
  "inline-flex items-center justify-center gap-2 rounded-[2px] text-center leading-tight font-medium select-none disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:opacity-60";
const VARIANTS = {
  primary: "border border-ink bg-ink text-paper hover:bg-accent hover:border-accent",
  secondary: "border border-edge text-ink hover:border-ink hover:bg-surface",
  quiet: "text-ink underline decoration-line underline-offset-4 hover:decoration-current",
};
const SIZES = { normal: "min-h-12 px-6 py-2.5", large: "min-h-14 px-8 py-3 text-lg" };

export const buttonClass = ({ variant = "primary", size = "normal" }: Look = {}) =>
  clsx(SHAPE, VARIANTS[variant], variant === "quiet" ? "min-h-11" : SIZES[size]);

export function Button({ variant, size, className, ...props }: Look & ComponentProps<"button">) {
  const look = { ...(variant && { variant }), ...(size && { size }) };
  return <button type="button" {...props} className={clsx(buttonClass(look), className)} />;
}

export function ButtonLink({ variant, size, className, ...props }: Look & ComponentProps<typeof Link>) {
  const look = { ...(variant && { variant }), ...(size && { size }) };
  return <Link {...props} className={clsx(buttonClass(look), className)} />;
}
