/** Apart from the schemas, so that a browser can have the words without them. */
export const RETURN_REASONS = [
  "changed_mind",
  "does_not_fit",
  "damaged",
  "wrong_item",
  "not_as_described",
  "other",
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];
/** Reasons that are the shopper's own: the label is theirs to pay. */
export const OWN_REASONS: readonly ReturnReason[] = ["changed_mind", "does_not_fit", "other"];
