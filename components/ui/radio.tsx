import type { ComponentProps } from "react";

/**
 * A radio button whose state another component keeps. After its action React resets a form to what each control began with:
 * for this one that is always what is chosen now.
 */
export const Radio = ({ checked, ...input }: Omit<ComponentProps<"input">, "type" | "ref"> & { checked: boolean }) => (
  <input
    {...input}
    type="radio"
    checked={checked}
    ref={(radio) => {
      if (radio) radio.defaultChecked = checked;
    }}
  />
);
