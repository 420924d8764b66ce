"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";

import { buttonClass } from "./button";

type Props = {
  children: ReactNode;
  pendingText?: string;
  variant?: "primary" | "secondary" | "quiet";
  size?: "normal" | "large";
  className?: string;
  name?: string;
  value?: string;
  disabled?: boolean;
  label?: string;
  /** For a button that turns something on and off. */
  pressed?: boolean;
};

/** Sends its form once: while that is under way a second press does nothing. */
export function SubmitButton({ children, pendingText, variant, size, className, label, pressed, ...props }: Props) {
  const { pending } = useFormStatus();
  const look = { ...(variant && { variant }), ...(size && { size }) };
  return (
    <button
      type="submit"
      {...props}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
      className={clsx(buttonClass(look), className)}
    >
      {pending && pendingText ? pendingText : children}
    </button>
  );
}
