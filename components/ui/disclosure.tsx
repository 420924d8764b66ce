import type { ReactNode } from "react";

type Props = { summary: string; open?: boolean; children: ReactNode };

/** Something that few need, behind a line of text; opens without scripts. */
export const Disclosure = ({ summary, open = false, children }: Props) => (
  <details open={open}>
    <summary className="decoration-line inline-flex min-h-11 items-center underline underline-offset-4 hover:decoration-current">
      {summary}
    </summary>
    {children}
  </details>
);
