"use client";

import { type ReactNode, type SubmitEvent, useActionState, useEffect, useRef } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";

import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Icon } from "../ui/icon";
import { SubmitButton } from "../ui/submit-button";
import { cartStore, problemOfCode, useCart } from "./cart-store";

type Props = {
  action: FormAction;
  /** The code on the cart; blank for none. */
  code: string;
  /** Why that code takes off nothing now. */
  problem: string | null;
  /** Whether the page shows the cart as it is at any time, and not as it was drawn. */
  isLive?: boolean;
};

/** The code on the cart with a way to take it off, or a way to put one on. */
export function DiscountCode({ action, code, problem, isLive = true }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const refused = problemOfCode(useCart());
  function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("code");
    if (typeof typed === "string") cartStore.applyCode(typed);
    else cartStore.removeCode();
  }
  return (
    <Form state={state} action={submit} {...(isLive && { onSubmit: send })}>
      <p role="status" className="sr-only">
        {code && (problem ?? t("cart.code.is_applied", { code }))}
      </p>
      {code ? (
        <Applied code={code} problem={problem} />
      ) : (
        <Entry state={refused === null ? state : { ok: false, message: refused }} />
      )}
    </Form>
  );
}

function Applied({ code, problem }: Pick<Props, "code" | "problem">) {
  const t = useT();
  const strong = (text: ReactNode) => <strong className="ps-1 font-medium break-all">{text}</strong>;
  const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>;
  return (
    <>
      <p className="border-edge inline-flex max-w-full items-center gap-x-1 rounded-full border ps-4">
        <Icon name="tag" className="size-4 shrink-0" />
        {problem ? strong(code) : rich(t, "cart.code.applied", { code, strong, hidden })}
        <button
          type="submit"
          name="remove"
          value="1"
          aria-label={t("cart.code.remove", { code })}
          className="hover:text-accent inline-flex size-11 shrink-0 items-center justify-center"
        >
          <Icon name="close" className="size-4" />
        </button>
      </p>
      {problem && <p className="text-danger mt-1 text-sm font-medium">{problem}</p>}
    </>
  );
}

function Entry({ state }: { state: FormState }) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const refusal = state.fields?.["code"] ?? (state.message ? [state.message] : undefined);
  useEffect(() => {
    if (state.fields ?? state.message) field.current?.focus();
  }, [state]);
  return (
    <Disclosure summary={t("cart.code.add")} open={refusal !== undefined}>
      <div className="flex items-start gap-3 pt-1 pb-2">
        <Field
          ref={field}
          className="min-w-0 flex-1"
          label={t("cart.code.label")}
          name="code"
          maxLength={40}
          required
          defaultValue={state.values?.["code"] ?? ""}
          error={refusal}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <SubmitButton variant="secondary" className="mt-[2.1rem]">
          {t("cart.code.apply")}
        </SubmitButton>
      </div>
    </Disclosure>
  );
}
