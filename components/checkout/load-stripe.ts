import type { Stripe } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";

const PATIENCE_MS = 7500;

/** Loads Stripe.js, from script where that is given; throws when it has not come in time. */
export async function loadPayments(publishableKey: string, script: string | null): Promise<Stripe> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error("stripe.js did not come in time")), PATIENCE_MS);
  });
  const loaded = await Promise.race([load(publishableKey, script), late]);
  if (!loaded) throw new Error("stripe.js did not load");
  return loaded;
}

async function load(publishableKey: string, script: string | null): Promise<Stripe | null> {
  // loadStripe takes the Stripe that is on the page already.
  if (script && !window.Stripe) await insert(script);
  return loadStripe(publishableKey);
}

function insert(source: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error("stripe.js is blocked"));
    });
    document.head.append(script);
  });
}
