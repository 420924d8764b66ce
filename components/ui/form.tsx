import type { ComponentProps } from "react";

import type { FormState } from "@/model/forms";

/**
 * A form whose fields stay as they are when what was sent is refused, with what was typed since: React resets a form
 * once its action has answered, whatever the answer was.
 */
export const Form = ({ state, ...form }: { state: FormState } & ComponentProps<"form">) => (
  <form {...form} onReset={(event) => state.ok || event.preventDefault()} />
);
