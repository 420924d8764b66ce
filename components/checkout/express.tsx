"use client";

import { useEffect, useRef, useState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";

import { Alert } from "../ui/alert";
import { Link } from "../ui/link";
import { loadPayments } from "./load-stripe";
import { type Wallets, showWallets } from "./wallets";

type Props = Wallets & {
  publishableKey: string;
  /** Where Stripe.js is, when it is not Stripe's own. */
  script: string | null;
};

/** The wallets that this browser has, above the checkout: they bring the address, and pay the order as its form does. */
export function Express(props: Props) {
  const t = useT();
  const { publishableKey, script } = props;
  const place = useRef<HTMLDivElement>(null);
  const lost = t("checkout.express.lost");
  const latest = useRef({ ...props, lost });
  const [state, setState] = useState<"loading" | "ready" | "none">("loading");
  const [problems, setProblems] = useState<string[]>([]);
  useEffect(() => {
    latest.current = { ...props, lost };
  });
  useEffect(() => {
    let isGone = false;
    let close = () => {};
    loadPayments(publishableKey, script).then(
      (stripe) => {
        if (isGone || !place.current) return;
        close = showWallets(stripe, place.current, {
          wallets: () => latest.current,
          onReady: (methods) => setState(methods ? "ready" : "none"),
          onProblems: setProblems,
          onLost: () => setProblems([latest.current.lost]),
        });
      },
      // Without them the checkout is as it always was.
      () => isGone || setState("none"),
    );
    return () => {
      isGone = true;
      close();
    };
  }, [publishableKey, script]);
  if (state === "none") return null;
  return (
    <section aria-label={t("checkout.express")} className="mb-8 noscript:hidden">
      <div ref={place} aria-busy={state === "loading"} className="min-h-14" />
      {problems.length > 0 && (
        <div className="mt-4">
          <Alert tone="error">
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
            <p className="mt-2">
              {rich(t, "checkout.express.not_ordered", {
                link: (text) => (
                  <Link
                    href="/checkout?step=delivery"
                    prefetch={false}
                    className="inline-flex min-h-11 items-center underline underline-offset-4"
                  >
                    {text}
                  </Link>
                ),
              })}
            </p>
          </Alert>
        </div>
      )}
      <p className="text-soft mt-6">{t("checkout.express.or_steps")}</p>
    </section>
  );
}
