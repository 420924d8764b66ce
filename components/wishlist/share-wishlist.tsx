"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";

import { ShareButton } from "../ui/share-button";
import { SubmitButton } from "../ui/submit-button";

/** Makes a link for others, shows it, and takes it back. */
export function ShareWishlist({ url, action }: { url: string | null; action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <section aria-labelledby="share" className="bg-surface mt-16 max-w-3xl p-6 sm:p-8">
      <h2 id="share" className="text-heading">
        {t("wishlist.share.title")}
      </h2>
      <p className="text-soft mt-1">{t(url ? "wishlist.share.shared" : "wishlist.share.text")}</p>
      <form action={submit} className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-3">
        {url ? (
          <>
            <label className="min-w-0 flex-[1_1_20rem]">
              <span className="sr-only">{t("wishlist.share.link")}</span>
              <input readOnly value={url} onFocus={(event) => event.target.select()} className="control" />
            </label>
            <ShareButton url={url} title={t("wishlist.share.name")} text={t("wishlist.share.copy")} />
            <SubmitButton variant="quiet" name="revoke" value="1">
              {t("wishlist.share.stop")}
            </SubmitButton>
          </>
        ) : (
          <SubmitButton variant="secondary" pendingText={t("wishlist.share.making")}>
            {t("wishlist.share.make")}
          </SubmitButton>
        )}
      </form>
      {state.message && (
        <p role="alert" className="text-danger mt-3 font-medium">
          {state.message}
        </p>
      )}
    </section>
  );
}
