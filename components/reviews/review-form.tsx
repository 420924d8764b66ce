"use client";

import { useActionState } from "react";

import { type FormAction, UNSENT } from "@/model/forms";
import type { Review } from "@/model/reviews";

import { Alert } from "../ui/alert";
import { AreaField, Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

const STARS = [1, 2, 3, 4, 5];
const WORDS = ["", "Poor", "Not what I hoped", "All right", "Good", "Wonderful"];
type Props = {
  product: { id: number; slug: string };
  /** What is there already, to be changed. */
  review: Review | null;
  save: FormAction;
};

/** Stars, a title and what there is to say; sent again it changes what was written. */
export function ReviewForm({ product, review, save }: Props) {
  const [state, submit] = useActionState(save, UNSENT);
  const { values = {}, fields = {} } = state;
  const rating = values["rating"] ?? review?.rating.toString();
  return (
    <form action={submit} className="mt-8 grid gap-6" noValidate>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <input type="hidden" name="product_id" value={product.id} />
      <input type="hidden" name="slug" value={product.slug} />
      {review && <input type="hidden" name="review_id" value={review.id} />}
      <fieldset aria-describedby={fields["rating"] ? "rating-error" : undefined}>
        <legend className="mb-1.5 font-medium">Your rating</legend>
        <div className="stars flex flex-wrap items-center">
          {STARS.map((stars) => (
            <label key={stars} className="group/star relative inline-flex size-12 items-center justify-center text-3xl">
              <input
                type="radio"
                name="rating"
                value={stars}
                defaultChecked={rating === String(stars)}
                required
                className="absolute inset-0 cursor-pointer appearance-none rounded-[2px]"
              />
              <span aria-hidden="true">★</span>
              <span className="sr-only">
                {stars === 1 ? "1 star" : `${stars} stars`}: {WORDS[stars]}
              </span>
            </label>
          ))}
        </div>
        {fields["rating"] && (
          <p id="rating-error" className="text-danger mt-1.5 text-sm font-medium">
            Choose from one to five stars.
          </p>
        )}
      </fieldset>
      <Field
        label="In a few words"
        name="title"
        defaultValue={values["title"] ?? review?.title}
        error={fields["title"]}
        maxLength={120}
        required
      />
      <AreaField
        label="Your review"
        name="body"
        defaultValue={values["body"] ?? review?.body}
        error={fields["body"]}
        maxLength={4000}
        hint="What is it like to use? It is shown with your first name, or your user name."
        required
      />
      <SubmitButton size="large" pendingText="Sending…" className="justify-self-start">
        {review ? "Save the changes" : "Send your review"}
      </SubmitButton>
    </form>
  );
}

/** Takes a review back. */
export function DeleteReview({ id, slug, remove }: { id: number; slug: string; remove: FormAction }) {
  const [state, submit] = useActionState(remove, UNSENT);
  return (
    <form action={submit} className="border-line mt-10 border-t pt-6">
      <input type="hidden" name="review_id" value={id} />
      <input type="hidden" name="slug" value={slug} />
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <SubmitButton variant="quiet">Delete your review</SubmitButton>
    </form>
  );
}
