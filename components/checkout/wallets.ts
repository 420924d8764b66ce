import type {
  AvailablePaymentMethods,
  Stripe,
  StripeElements,
  StripeExpressCheckoutElementConfirmEvent as Confirmed,
} from "@stripe/stripe-js";

import type { Cart } from "@/model/cart";
import { COUNTRIES } from "@/model/countries";
import { serves } from "@/model/delivery";
import { toMinorUnits } from "@/model/money";
import type { ShippingMethod } from "@/model/orders";
import { priceCart } from "@/model/price-cart";
import type { TaxRate } from "@/model/tax";

/** A cart with what its price depends on. */
export type Priced = {
  cart: Pick<Cart, "country" | "currency" | "discount" | "discount_code"> & {
    lines: Pick<Cart["items"][number], "price" | "quantity" | "unavailable">[];
  };
  methods: ShippingMethod[];
  taxes: TaxRate[];
};
/** What became of an order that a wallet is to pay: how it is paid, or why there is none. */
export type WalletOrder = { number?: string; client_secret?: string; problems: string[] };
export type Wallets = Priced & {
  /** Places the order: the same checks and prices as the form's. */
  order: (form: FormData) => Promise<WalletOrder>;
  /** The page of an order's payment, and the one that a payment comes back to; the order's number follows. */
  paymentUrl: string;
  returnUrl: string;
};

/** The ways of delivery to a country as a wallet shows them, and what all of it comes to by each. */
function offersTo(country: string, { cart, methods, taxes }: Priced) {
  const { lines, discount, currency } = cart;
  const tax = taxes.find((one) => one.country === country);
  return methods
    .filter((method) => serves(method, country))
    .map((method) => {
      const { shipping_price, total_price } = priceCart(lines, { discount, shipping: method, tax });
      return {
        rate: { id: method.code, displayName: method.name, amount: toMinorUnits(shipping_price, currency) },
        total: total_price,
        amount: toMinorUnits(total_price, currency),
      };
    });
}
const ratesOf = (offers: ReturnType<typeof offersTo>) => offers.map(({ rate }) => rate);

/** What a wallet gave, under the names of the checkout's own fields. */
function formOf({ billingDetails, shippingAddress, shippingRate }: Confirmed, total: string): FormData {
  const { line1, line2, city, state, postal_code, country } = shippingAddress?.address ?? {};
  const parts = { name: shippingAddress?.name, line1, line2, city, region: state, postal_code, country };
  const form = new FormData();
  for (const [part, value] of Object.entries(parts)) if (value) form.set(`shipping.${part}`, value);
  form.set("email", billingDetails?.email ?? "");
  form.set("shipping_method", shippingRate?.id ?? "");
  form.set("billing_same", "1");
  form.set("expected_total", total);
  return form;
}

type Listener = {
  wallets: () => Wallets;
  onReady: (methods: AvailablePaymentMethods | undefined) => void;
  onProblems: (problems: string[]) => void;
  /** Nobody knows what became of it. */
  onLost: () => void;
};

type Attempt = { stripe: Stripe; elements: StripeElements; given: Confirmed; total: string };

/** Orders and pays with what a wallet gave, and leaves for what comes of it; answers why it stays. */
async function pay({ stripe, elements, given, total }: Attempt, { order, paymentUrl, returnUrl }: Wallets) {
  const { error } = await elements.submit();
  if (error) return [error.message ?? ""];
  const { number, client_secret, problems } = await order(formOf(given, total));
  if (!number) {
    given.paymentFailed({ reason: "invalid_shipping_address" });
    return problems;
  }
  // The order stands from here on: whatever happens to this payment, it can be paid on its page.
  if (client_secret) {
    const { error: refused } = await stripe.confirmPayment({
      elements,
      clientSecret: client_secret,
      confirmParams: { return_url: returnUrl + number },
      redirect: "if_required",
    });
    location.assign(refused ? `${paymentUrl}${number}?declined=1` : returnUrl + number);
  } else location.assign(paymentUrl + number);
  return [];
}

/** Shows the wallets of this browser in a place of the page; answers what takes them away again. */
export function showWallets(stripe: Stripe, place: HTMLElement, { wallets, onReady, onProblems, onLost }: Listener) {
  const { cart } = wallets();
  let offers = offersTo(cart.country, wallets());
  const elements = stripe.elements({
    mode: "payment",
    amount: offers[0]?.amount ?? 0,
    currency: cart.currency.toLowerCase(),
  });
  const element = elements.create("expressCheckout", { buttonHeight: 52 });
  element.on("ready", ({ availablePaymentMethods }) => onReady(availablePaymentMethods));
  element.on("click", ({ resolve }) => {
    onProblems([]);
    offers = offersTo(cart.country, wallets());
    resolve({
      emailRequired: true,
      shippingAddressRequired: true,
      allowedShippingCountries: COUNTRIES.map(([code]) => code),
      shippingRates: ratesOf(offers),
    });
  });
  element.on("shippingaddresschange", ({ address, resolve, reject }) => {
    offers = offersTo(address.country, wallets());
    const [first] = offers;
    if (!first) return reject();
    void elements.update({ amount: first.amount });
    resolve({ shippingRates: ratesOf(offers) });
  });
  element.on("shippingratechange", ({ shippingRate, resolve, reject }) => {
    const chosen = offers.find(({ rate }) => rate.id === shippingRate.id);
    if (!chosen) return reject();
    void elements.update({ amount: chosen.amount });
    resolve({});
  });
  element.on("confirm", (given) => {
    const chosen = offers.find(({ rate }) => rate.id === given.shippingRate?.id);
    pay({ stripe, elements, given, total: chosen?.total ?? "" }, wallets()).then(onProblems, () => {
      given.paymentFailed({ reason: "fail" });
      onLost();
    });
  });
  element.mount(place);
  return () => element.destroy();
}
