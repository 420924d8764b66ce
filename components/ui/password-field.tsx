"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";

import { Field } from "./field";
import { useReady } from "./use-ready";

type Props = Omit<ComponentProps<typeof Field>, "type" | "ref">;

/** A password that can be looked at while it is typed; as it is sent it is hidden, so that no browser keeps it as text. */
export function PasswordField(props: Props) {
  const t = useT();
  const isReady = useReady();
  const [isShown, setShown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const form = button.current?.form;
    const hide = () => setShown(false);
    form?.addEventListener("submit", hide);
    return () => form?.removeEventListener("submit", hide);
  }, []);
  return (
    <div className="relative">
      <Field {...props} type={isShown ? "text" : "password"} autoCapitalize="none" spellCheck={false} />
      <button
        ref={button}
        type="button"
        disabled={!isReady}
        aria-pressed={isShown}
        aria-controls={`field-${props.name}`}
        onClick={() => setShown(!isShown)}
        className="text-soft hover:text-ink decoration-line absolute end-0 top-[-0.5rem] min-h-11 px-1 text-sm underline underline-offset-4 noscript:hidden"
      >
        {rich(t, "ui.show_password", { more: (text) => <span className="sr-only">{text}</span> })}
      </button>
    </div>
  );
}

/** What the password of a form belongs to, for whatever keeps passwords. */
export const PasswordOwner = ({ name }: { name: string }) => (
  <input type="text" autoComplete="username" value={name} readOnly hidden />
);

/** One that is chosen here, and may be kept by the browser. */
export function NewPasswordField({ label, hint, ...props }: Partial<Props>) {
  const t = useT();
  const words = { label: label ?? t("ui.password"), hint: hint ?? t("ui.password_hint") };
  return <PasswordField {...props} {...words} name="password" autoComplete="new-password" required />;
}
