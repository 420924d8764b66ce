import type { Store } from "../store.ts";
import { invalidRequest, missing } from "./errors.ts";
import { type Params, groupOf, metadataOf, textOf } from "./form.ts";
import { type Charge, type Dispute, type Sandbox, type WholeDispute, newId, now } from "./objects.ts";

const RESPONSE_S = 7 * 86_400;
/** What Stripe's test mode reads out of submitted evidence. */
const VERDICTS = new Map<unknown, "lost" | "won">([
  ["winning_evidence", "won"],
  ["losing_evidence", "lost"],
]);

export function getDispute(store: Store, id: string): Dispute {
  const dispute = store.get("disputes", id) as Dispute | undefined;
  if (!dispute) throw missing("dispute", id);
  return dispute;
}

function save(sandbox: Sandbox, dispute: Dispute, ...events: string[]): Dispute {
  sandbox.store.put("disputes", dispute);
  for (const type of events) sandbox.emit(`charge.dispute.${type}`, dispute);
  return dispute;
}

/** The holder of the card disputes a charge: the bank takes its money until it is decided. */
export function openDispute(sandbox: Sandbox, charge: Charge): void {
  const created = now();
  const dispute: WholeDispute = {
    id: newId("dp"),
    object: "dispute",
    amount: charge.amount_captured,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { enhanced_evidence: {}, uncategorized_text: null },
    evidence_details: {
      due_by: created + RESPONSE_S,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: "fraudulent",
    status: "needs_response",
  };
  sandbox.store.put("charges", { ...charge, disputed: true });
  save(sandbox, dispute, "created", "funds_withdrawn");
}

function refuseClosed({ status }: Dispute): void {
  if (status === "won" || status === "lost") throw invalidRequest("This dispute is already closed.");
}

/** Keeps the evidence, and decides at once when it is submitted and says how to. */
export function updateDispute(sandbox: Sandbox, dispute: Dispute, params: Params): Dispute {
  refuseClosed(dispute);
  const given = groupOf(params["evidence"]);
  const has_evidence = Object.keys(given).length > 0;
  const submits = (textOf(params["submit"]) ?? String(has_evidence)) === "true";
  const { evidence_details } = dispute;
  const changed: Dispute = {
    ...dispute,
    evidence: { ...dispute.evidence, ...given },
    metadata: metadataOf(params, dispute.metadata),
    evidence_details: {
      ...evidence_details,
      ...(has_evidence && { has_evidence }),
      ...(submits && { submission_count: evidence_details.submission_count + 1, submission_method: "manual" }),
    },
    ...(submits && { status: "under_review" }),
  };
  save(sandbox, changed, "updated");
  const verdict = submits && VERDICTS.get(changed.evidence["uncategorized_text"]);
  return verdict ? closeDispute(sandbox, changed, verdict) : changed;
}

/** Decides a dispute; only one that is won brings the money back. */
export function closeDispute(sandbox: Sandbox, dispute: Dispute, status: "lost" | "won"): Dispute {
  refuseClosed(dispute);
  const isWon = status === "won";
  const closed = { ...dispute, status, is_charge_refundable: isWon };
  return save(sandbox, closed, "closed", ...(isWon ? ["funds_reinstated"] : []));
}
