"use client";

import { useEffect, useRef, useState } from "react";

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
  const { publishableKey, script } = props;
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const [state, setState] = useState<"loading" | "ready" | "none">("loading");
  const [problems, setProblems] = useState<string[]>([]);
  useEffect(() => {
    latest.current = props;
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
    <section aria-label="Express checkout" className="mb-8 noscript:hidden">
      <div ref={place} aria-busy={state === "loading"} className="min-h-14" />
      {problems.length > 0 && (
        <div className="mt-4">
          <Alert tone="error">
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
            <p className="mt-2">
              Nothing was ordered or charged.{" "}
              <Link
                href="/checkout?step=delivery"
                prefetch={false}
                className="inline-flex min-h-11 items-center underline underline-offset-4"
              >
                Put it right in the form
              </Link>
            </p>
          </Alert>
        </div>
      )}
      <p className="text-soft mt-6">Or step by step:</p>
    </section>
  );
}
