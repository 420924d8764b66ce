"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";
import type { Translate } from "@/model/translate";

import { Disclosure } from "../ui/disclosure";
import { Form } from "../ui/form";
import { Icon } from "../ui/icon";
import { SubmitButton } from "../ui/submit-button";

type Props = {
  id: number;
  title: string;
  helpful_count: number;
  is_helpful: boolean;
  /** Where to come back to from signing in. */
  path: string;
  vote: FormAction;
  report: FormAction;
};

/** Whether a review helped, and whether it should be there; a cached page learns the reader's own vote from the answer. */
export function ReviewVotes({ id, title, helpful_count, is_helpful, path, vote, report }: Props) {
  const t = useT();
  const [voted, sendVote] = useActionState(vote, UNSENT);
  const [reported, sendReport] = useActionState(report, UNSENT);
  const { values = {}, ok } = voted;
  const isHelpful = ok ? values["is_helpful"] === "true" : is_helpful;
  const count = Number(ok ? values["helpful_count"] : helpful_count);
  return (
    <div className="mt-1 flex flex-wrap items-start gap-x-6 text-sm">
      <form action={sendVote}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="quiet" name="withdraw" value={isHelpful ? "true" : ""} pressed={isHelpful}>
          {isHelpful && <Icon name="check" className="size-4" />}
          <span>
            {rich(t, "reviews.helpful", { count, title, hidden: (text) => <span className="sr-only">{text}</span> })}
          </span>
        </SubmitButton>
        <Refusal t={t} state={voted} path={path} />
      </form>
      <Form state={reported} action={sendReport}>
        <input type="hidden" name="id" value={id} />
        {reported.ok ? (
          <p role="status" className="py-2.5">
            {t("reviews.report.done")}
          </p>
        ) : (
          <Disclosure summary={t("reviews.report")} open={reported.code !== undefined}>
            <label className="mt-1 mb-3 block max-w-xs">
              {t("reviews.report.why")}
              <textarea
                name="reason"
                rows={2}
                maxLength={500}
                defaultValue={reported.values?.["reason"]}
                className="control mt-1"
              />
            </label>
            <SubmitButton variant="secondary">{t("reviews.report.send")}</SubmitButton>
            <Refusal t={t} state={reported} path={path} />
          </Disclosure>
        )}
      </Form>
    </div>
  );
}

const Refusal = ({ t, state, path }: { t: Translate; state: FormState; path: string }) => (
  <div role="status" className="text-danger font-medium">
    {state.code === "not_authenticated" ? (
      <Link
        href={`/sign-in?next=${encodeURIComponent(path)}`}
        prefetch={false}
        className="underline underline-offset-4"
      >
        {t("reviews.sign_in")}
      </Link>
    ) : (
      state.message
    )}
  </div>
);
