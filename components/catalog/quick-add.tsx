"use client";

import { useActionState, useEffect } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";

import { showAdded } from "../layout/session-store";
import { Icon } from "../ui/icon";
import { SubmitButton } from "../ui/submit-button";

type Props = { productId: number; variantId: number | undefined; name: string; action: FormAction };

/** Puts what comes in one kind only into the cart, from where it is seen. */
export function QuickAdd({ productId, variantId, name, action }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  useEffect(() => {
    if (state.ok) void showAdded();
  }, [state]);
  const problems = [state.message, ...Object.values(state.fields ?? {}).flat()].filter(Boolean);
  return (
    <form action={submit}>
      <input type="hidden" name="product_id" value={productId} />
      {variantId !== undefined && <input type="hidden" name="variant_id" value={variantId} />}
      <SubmitButton
        variant="secondary"
        className="min-h-11! w-full px-3! text-[0.95rem]"
        pendingText={t("catalog.adding")}
        label={t(state.ok ? "catalog.added.what" : "catalog.add.what", { name })}
      >
        {state.ok ? (
          <>
            <Icon name="check" className="size-4" /> {t("catalog.added.short")}
          </>
        ) : (
          t("catalog.add")
        )}
      </SubmitButton>
      <p role="status" className={problems.length > 0 ? "text-danger mt-1.5 text-sm font-medium" : "sr-only"}>
        {problems.length > 0 ? problems.join(" ") : state.ok ? t("catalog.added") : ""}
      </p>
    </form>
  );
}
