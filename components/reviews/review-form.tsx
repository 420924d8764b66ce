"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";
import type { Review } from "@/model/reviews";

import { Alert } from "../ui/alert";
import { AreaField, Field } from "../ui/field";
import { Form } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";

const STARS = [1, 2, 3, 4, 5];
type Props = {
  product: { id: number; slug: string };
  /** What is there already, to be changed. */
  review: Review | null;
  save: FormAction;
};

/** Stars, a title and what there is to say; sent again it changes what was written. */
export function ReviewForm({ product, review, save }: Props) {
  const t = useT();
  const [state, submit] = useActionState(save, UNSENT);
  const { values = {}, fields = {} } = state;
  const rating = values["rating"] ?? review?.rating.toString();
  return (
    <Form state={state} action={submit} className="mt-8 grid gap-6" noValidate>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <input type="hidden" name="product_id" value={product.id} />
      <input type="hidden" name="slug" value={product.slug} />
      {review && <input type="hidden" name="review_id" value={review.id} />}
      <fieldset aria-describedby={fields["rating"] ? "rating-error" : undefined}>
        <legend className="mb-1.5 font-medium">{t("reviews.form.rating")}</legend>
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
              <span aria-hidden="true" className="star" />
              <span className="sr-only">{t("reviews.form.stars", { stars })}</span>
            </label>
          ))}
        </div>
        {fields["rating"] && (
          <p id="rating-error" className="text-danger mt-1.5 text-sm font-medium">
            {t("reviews.form.choose_stars")}
          </p>
        )}
      </fieldset>
      <Field
        label={t("reviews.form.title")}
        name="title"
        defaultValue={values["title"] ?? review?.title}
        error={fields["title"]}
        maxLength={120}
        required
      />
      <AreaField
        label={t("reviews.form.body")}
        name="body"
        defaultValue={values["body"] ?? review?.body}
        error={fields["body"]}
        maxLength={4000}
        hint={t("reviews.form.hint")}
        required
      />
      <SubmitButton size="large" pendingText={t("reviews.form.sending")} className="justify-self-start">
        {t(review ? "reviews.form.save" : "reviews.form.send")}
      </SubmitButton>
    </Form>
  );
}

/** Takes a review back. */
export function DeleteReview({ id, slug, remove }: { id: number; slug: string; remove: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(remove, UNSENT);
  return (
    <form action={submit} className="border-line mt-10 border-t pt-6">
      <input type="hidden" name="review_id" value={id} />
      <input type="hidden" name="slug" value={slug} />
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <SubmitButton variant="quiet">{t("reviews.form.delete")}</SubmitButton>
    </form>
  );
}
