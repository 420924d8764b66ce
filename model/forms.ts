/** What a form shows after it was sent: whether it worked, what to say, what is wrong with which field, what was typed. */
export type FormState = {
  ok: boolean;
  message?: string;
  code?: string;
  fields?: Record<string, string[]>;
  values?: Record<string, string>;
  /** What is shown this once and never again. */
  secret?: string;
};
export const UNSENT: FormState = { ok: false };
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;
