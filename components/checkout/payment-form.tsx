"use client";

import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import type { Appearance, Stripe } from "@stripe/stripe-js";
import { useRouter } from "next/navigation";
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from "react";

import { useT } from "#language";
import { PSEUDO_LOCALE } from "@/model/locales";

import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { loadPayments } from "./load-stripe";

type Props = {
  clientSecret: string;
  publishableKey: string;
  /** Where Stripe.js is, when it is not Stripe's own. */
  script: string | null;
  returnUrl: string;
  /** The amount as it is shown. */
  total: string;
  /** When the order's hold ends, if it does. */
  until: string | null;
};

const DARK = "(prefers-color-scheme: dark)";

/** Colors of the page as it is now, so that the form inside the frame matches it. */
function appearance(): Appearance {
  const probe = document.createElement("span");
  document.body.append(probe);
  const color = (name: string) => {
    probe.style.color = `var(--color-${name})`;
    return getComputedStyle(probe).color;
  };
  const chosen = document.documentElement.dataset["theme"];
  const isDark = chosen ? chosen === "dark" : matchMedia(DARK).matches;
  const variables = {
    colorBackground: color("paper"),
    colorText: color("ink"),
    colorTextSecondary: color("soft"),
    colorDanger: color("danger"),
    colorPrimary: color("accent"),
    borderRadius: "2px",
  };
  probe.remove();
  return { theme: isDark ? "night" : "stripe", variables };
}

/** Loads Stripe's form on this page only; says so within eight seconds when it cannot be had. */
export function PaymentForm({ clientSecret, publishableKey, script, ...paying }: Props) {
  const t = useT();
  const [stripe, setStripe] = useState<Stripe | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    loadPayments(publishableKey, script).then(
      (loaded) => current && setStripe(loaded),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [publishableKey, script, attempt]);
  if (failed)
    return (
      <Alert tone="error">
        <p>{t("checkout.payment.not_loaded")}</p>
        <Button
          variant="secondary"
          className="mt-4"
          onClick={() => {
            setFailed(false);
            setAttempt(attempt + 1);
          }}
        >
          {t("checkout.try_again")}
        </Button>
      </Alert>
    );
  if (!stripe)
    return (
      <p role="status" className="bg-surface text-soft grid min-h-56 place-items-center noscript:hidden">
        {t("checkout.payment.loading")}
      </p>
    );
  return (
    <Form stripe={stripe} clientSecret={clientSecret}>
      <Pay {...paying} />
    </Form>
  );
}

type FormProps = { stripe: Stripe; clientSecret: string; children: ReactNode };

/** Stripe's form in the page's colors and language. */
function Form({ stripe, clientSecret, children }: FormProps) {
  const { locale } = useT();
  const [look, setLook] = useState(appearance);
  useEffect(() => {
    // The system may grow dark while someone pays.
    const scheme = matchMedia(DARK);
    const follow = () => setLook(appearance());
    scheme.addEventListener("change", follow);
    return () => scheme.removeEventListener("change", follow);
  }, []);
  const options = { clientSecret, locale: locale === PSEUDO_LOCALE ? ("auto" as const) : locale, appearance: look };
  return (
    <Elements stripe={stripe} options={options}>
      {children}
    </Elements>
  );
}

/** Statuses after which the card is not asked for again: the page that a payment comes back to tells what became of it. */
const ENDED = new Set(["succeeded", "processing", "canceled"]);

function Pay({ returnUrl, total, until }: Pick<Props, "returnUrl" | "total" | "until">) {
  const t = useT();
  const router = useRouter();
  const stripe = useStripe();
  const elements = useElements();
  const [paying, setPaying] = useState(false);
  const [problem, setProblem] = useState("");
  const once = useRef(false);
  useEffect(() => {
    if (until === null) return undefined;
    // Whoever is paying at that moment is not disturbed.
    const timer = setTimeout(() => once.current || router.refresh(), Date.parse(until) - Date.now());
    return () => clearTimeout(timer);
  }, [router, until]);

  async function pay(event: SubmitEvent) {
    event.preventDefault();
    // A second press comes before React has drawn the button as busy.
    if (!stripe || !elements || once.current) return;
    once.current = true;
    setPaying(true);
    setProblem("");
    try {
      const { error } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: returnUrl },
        redirect: "if_required",
      });
      if (!error || ENDED.has(error.payment_intent?.status ?? "")) return location.assign(returnUrl);
      setProblem(error.message ?? t("checkout.payment.declined"));
    } catch {
      setProblem(t("checkout.payment.declined"));
    }
    once.current = false;
    setPaying(false);
    return undefined;
  }

  return (
    <form onSubmit={(event) => void pay(event)} className="grid gap-6">
      <div className="min-h-56">
        <PaymentElement />
      </div>
      {problem && (
        <Alert tone="error">
          <p>{problem}</p>
          <p className="mt-1 text-sm">{t("checkout.payment.kept")}</p>
        </Alert>
      )}
      <Button type="submit" size="large" disabled={paying || !stripe} aria-busy={paying} className="w-full">
        {paying ? t("checkout.payment.paying") : t("checkout.payment.pay", { total })}
      </Button>
    </form>
  );
}
