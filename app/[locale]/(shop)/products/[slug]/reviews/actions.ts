"use server";

import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import * as judge from "@/domain/reviews/judge-reviews";
import { getReview } from "@/domain/reviews/reviews";
import { changeReview, createReview, deleteReview } from "@/domain/reviews/write-reviews";
import type { FormState } from "@/model/forms";

/** The page of a product's reviews; what a form says it is called is not trusted to be more than a name. */
const addressOf = (slug = "") => `/products/${encodeURIComponent(slug)}/reviews`;

export async function saveReview(_previous: FormState, form: FormData): Promise<FormState> {
  const { product_id = "", review_id, slug, rating = "", title = "", body = "" } = fieldsOf(form);
  let saved: string | undefined;
  const state = await submit(form, async (context) => {
    const words = { rating, title, body };
    const review = review_id
      ? await changeReview(context, { id: review_id, ...words })
      : await createReview(context, { id: product_id, ...words });
    saved = review.status;
    return { ok: true };
  });
  if (saved) redirect(await inLanguage(`${addressOf(slug)}?saved=${saved}`));
  return state;
}

export async function removeReview(_previous: FormState, form: FormData): Promise<FormState> {
  const { review_id = "", slug } = fieldsOf(form);
  const state = await submit(form, async (context) => {
    await deleteReview(context, { id: review_id });
    return { ok: true };
  });
  // Deleted in another tab is deleted.
  if (state.ok || state.code === "not_found") redirect(await inLanguage(`${addressOf(slug)}?saved=deleted`));
  return state;
}

export async function voteForReview(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    const { id = "", withdraw } = fieldsOf(form);
    if (withdraw) await judge.withdrawVote(context, { id });
    else await judge.voteForReview(context, { id });
    const { helpful_count, is_helpful } = await getReview(context, { id });
    return { ok: true, values: { helpful_count: String(helpful_count), is_helpful: String(is_helpful) } };
  });
}

export async function reportReview(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    const { id = "", reason } = fieldsOf(form);
    await judge.reportReview(context, { id, ...(reason && { reason }) });
    return { ok: true };
  });
}
