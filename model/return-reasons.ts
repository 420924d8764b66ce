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

/** What a shopper reads of where a return stands. */
export const RETURN_WORDS = {
  requested: "Asked for",
  approved: "Approved",
  refused: "Refused",
  withdrawn: "Taken back by you",
  received: "Arrived",
  refunded: "Money given back",
} as const;

export const REASON_WORDS: Record<ReturnReason, string> = {
  changed_mind: "I changed my mind",
  does_not_fit: "It does not fit",
  damaged: "It arrived broken",
  wrong_item: "It is not what I ordered",
  not_as_described: "It is not as described",
  other: "Something else",
};
