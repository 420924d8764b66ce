"use client";

import { useActionState, useEffect, useRef } from "react";

import { type FormAction, type FormState, UNSENT } from "@/model/forms";

import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

type Props = {
  action: FormAction;
  /** The code on the cart; blank for none. */
  code: string;
  /** Why that code takes off nothing now. */
  problem: string | null;
};

/** The code on the cart with a way to take it off, or a way to put one on. */
export function DiscountCode({ action, code, problem }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <form action={submit}>
      <p role="status" className="sr-only">
        {code && (problem ?? `The code ${code} is applied.`)}
      </p>
      {code ? <Applied code={code} problem={problem} /> : <Entry state={state} />}
    </form>
  );
}

const Applied = ({ code, problem }: Pick<Props, "code" | "problem">) => (
  <>
    <p className="flex flex-wrap items-center justify-between gap-x-4">
      <span>
        <strong className="font-medium break-all">{code}</strong>
        {!problem && " applied"}
      </span>
      <SubmitButton variant="quiet" name="remove" value="1" label={`Remove the code ${code}`}>
        Remove
      </SubmitButton>
    </p>
    {problem && <p className="text-danger text-sm font-medium">{problem}</p>}
  </>
);

function Entry({ state }: { state: FormState }) {
  const field = useRef<HTMLInputElement>(null);
  const refusal = state.fields?.["code"] ?? (state.message ? [state.message] : undefined);
  useEffect(() => {
    if (state.fields ?? state.message) field.current?.focus();
  }, [state]);
  return (
    <Disclosure summary="Have a code?" open={refusal !== undefined}>
      <div className="flex items-start gap-3 pt-1 pb-2">
        <Field
          ref={field}
          className="min-w-0 flex-1"
          label="Code"
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
          Apply
        </SubmitButton>
      </div>
    </Disclosure>
  );
}
