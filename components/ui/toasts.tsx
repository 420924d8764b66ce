"use client";

import clsx from "clsx";

import { useT } from "#language";

import { Icon } from "./icon";
import { type Toast, dismiss, hold, release, useToasts } from "./toast-store";

/** Where background results are told. A dialog has one of its own: what is outside of it cannot be reached meanwhile. */
export function Toasts({ inDialog = false }: { inDialog?: boolean }) {
  const toasts = useToasts();
  return (
    <div
      role="status"
      className={clsx(
        "pointer-events-none inset-x-0 z-30 grid justify-items-center gap-2 px-4 print:hidden",
        inDialog ? "absolute bottom-full pb-3" : "fixed bottom-20",
      )}
    >
      {toasts.map((toast) => (
        <Message key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Message({ toast: { id, text, action } }: { toast: Toast }) {
  const t = useT();
  return (
    <div
      onPointerEnter={() => hold(id)}
      onPointerLeave={() => release(id)}
      onFocus={() => hold(id)}
      onBlur={() => release(id)}
      className="bg-ink text-paper pointer-events-auto flex max-w-full items-center gap-x-3 rounded-[2px] ps-4 text-[0.95rem] shadow-xl"
    >
      <p className="py-3">{t(text.key, text.values)}</p>
      {action && (
        <button
          type="button"
          className="focus-visible:outline-paper min-h-11 shrink-0 px-2 font-semibold underline underline-offset-4 focus-visible:-outline-offset-2"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {t(action.label)}
        </button>
      )}
      <button
        type="button"
        aria-label={t("ui.dismiss")}
        className="focus-visible:outline-paper inline-flex size-11 shrink-0 items-center justify-center focus-visible:-outline-offset-2"
        onClick={() => dismiss(id)}
      >
        <Icon name="close" className="size-4" />
      </button>
    </div>
  );
}
