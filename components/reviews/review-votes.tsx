"use client";

import { useActionState } from "react";

import { Link } from "@/components/ui/link";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";

import { Disclosure } from "../ui/disclosure";
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
            Helpful<span className="sr-only">: {title}</span>
            {count > 0 && ` (${count})`}
          </span>
        </SubmitButton>
        <Refusal state={voted} path={path} />
      </form>
      <form action={sendReport}>
        <input type="hidden" name="id" value={id} />
        {reported.ok ? (
          <p role="status" className="py-2.5">
            Thank you. We will look at it.
          </p>
        ) : (
          <Disclosure summary="Report" open={reported.code !== undefined}>
            <label className="mt-1 mb-3 block max-w-xs">
              What is wrong with it?
              <textarea name="reason" rows={2} maxLength={500} className="control mt-1" />
            </label>
            <SubmitButton variant="secondary">Send the report</SubmitButton>
            <Refusal state={reported} path={path} />
          </Disclosure>
        )}
      </form>
    </div>
  );
}

const Refusal = ({ state, path }: { state: FormState; path: string }) => (
  <div role="status" className="text-danger font-medium">
    {state.code === "not_authenticated" ? (
      <Link
        href={`/sign-in?next=${encodeURIComponent(path)}`}
        prefetch={false}
        className="underline underline-offset-4"
      >
        Sign in first
      </Link>
    ) : (
      state.message
    )}
  </div>
);
