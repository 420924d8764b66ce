import { useT } from "#language";

import { Field } from "./field";

type Props = { value: string | undefined; error: string[] | undefined };

/** Where mail reaches whoever fills in the form. */
export const EmailField = ({ value = "", error }: Props) => (
  <Field
    label={useT()("ui.email")}
    name="email"
    type="email"
    defaultValue={value}
    error={error}
    autoComplete="email"
    required
  />
);
