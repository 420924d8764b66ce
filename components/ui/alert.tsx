import clsx from "clsx";
import type { ReactNode } from "react";

const TONES = { error: "border-danger", notice: "border-edge", success: "border-moss" };

/** A message that matters now; errors are announced at once. */
export function Alert({ tone = "notice", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <div role={tone === "error" ? "alert" : "status"} className={clsx("bg-surface border-s-4 px-4 py-3", TONES[tone])}>
      {children}
    </div>
  );
}
