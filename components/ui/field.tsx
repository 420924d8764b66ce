import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

type Shared = {
  label: string;
  name: string;
  hint?: string | undefined;
  error?: string[] | undefined;
  className?: string;
};

const describedBy = (id: string, hint: unknown, error: unknown) =>
  clsx(hint ? `${id}-hint` : null, error ? `${id}-error` : null) || undefined;

function Frame({
  label,
  id,
  hint,
  error,
  className,
  children,
}: Omit<Shared, "name"> & { id: string; children: ReactNode }) {
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-soft mt-1.5 text-sm">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-danger mt-1.5 text-sm font-medium">
          {error.join(" ")}
        </p>
      )}
    </div>
  );
}

/** A labelled input; what is wrong with it stands below and is read with it. */
export function Field({ label, hint, error, className, ...input }: Shared & Omit<ComponentProps<"input">, "name">) {
  const id = `field-${input.name}`;
  return (
    <Frame {...{ label, id, hint, error }} {...(className && { className })}>
      <input
        type="text"
        {...input}
        id={id}
        className="control"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  error,
  className,
  children,
  ...select
}: Shared & Omit<ComponentProps<"select">, "name">) {
  const id = `field-${select.name}`;
  return (
    <Frame {...{ label, id, hint, error }} {...(className && { className })}>
      <select
        {...select}
        id={id}
        className="control"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      >
        {children}
      </select>
    </Frame>
  );
}

/** The same for text of several lines. */
export function AreaField({
  label,
  hint,
  error,
  className,
  ...area
}: Shared & Omit<ComponentProps<"textarea">, "name">) {
  const id = `field-${area.name}`;
  return (
    <Frame {...{ label, id, hint, error }} {...(className && { className })}>
      <textarea
        rows={6}
        {...area}
        id={id}
        className="control"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Frame>
  );
}

/** A box to tick, with its words beside it. */
export function CheckField({
  label,
  hint,
  error,
  className,
  ...input
}: Shared & Omit<ComponentProps<"input">, "name" | "type">) {
  const id = `field-${input.name}`;
  return (
    <div className={className}>
      <label htmlFor={id} className="flex min-h-11 items-center gap-3">
        <input
          {...input}
          type="checkbox"
          id={id}
          className="accent-ink size-5 shrink-0"
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
        />
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-soft text-sm">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-danger text-sm font-medium">
          {error.join(" ")}
        </p>
      )}
    </div>
  );
}
