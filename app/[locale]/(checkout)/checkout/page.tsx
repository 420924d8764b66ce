import { redirect } from "next/navigation";

import { readCartView, readMethods } from "@/adapters/cart-front";
import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { DiscountCode } from "@/components/cart/discount-code";
import { ContactStep } from "@/components/checkout/contact-step";
import { DeliveryStep } from "@/components/checkout/delivery-step";
import { Express } from "@/components/checkout/express";
import { OrderLines } from "@/components/checkout/order-lines";
import { Reserved } from "@/components/checkout/reserved";
import { Shortages } from "@/components/checkout/shortages";
import { Step } from "@/components/checkout/step";
import { Totals } from "@/components/checkout/totals";
import { getT } from "@/components/language/server";
import { Link } from "@/components/ui/link";
import type { Context } from "@/domain/operation";
import { findUnpaidOrder } from "@/domain/orders/open-order";
import { getOrderByNumber } from "@/domain/orders/orders";
import { listTaxRates } from "@/domain/orders/tax";
import { env } from "@/env";
import type { CartView } from "@/model/cart-view";
import { isEmail } from "@/model/checkout-words";
import { MAX_PAGE_SIZE } from "@/model/fields";
import { isTooLittle } from "@/model/price-cart";
import type { Translate } from "@/model/translate";

import { changeDiscount, changeLine } from "../../cart-terms";
import { orderAgain } from "../../order-again";
import { unlisted } from "../../root";
import { orderByWallet, placeOrder, saveContact } from "./actions";
import { OrderSummary, StepsDone } from "./order-so-far";
import { readTyped } from "./read-typed";

export const generateMetadata = unlisted("checkout_page.title");

type Asked = Partial<Record<"step" | "again" | "address", string | string[]>>;
type Props = { searchParams: Promise<Asked> };

const single = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

export default async function CheckoutPage({ searchParams }: Props) {
  const asked = await searchParams;
  const context = await storefrontContext();
  const t = await getT();
  const cart = await readCartView(context);
  if (!cart) redirect(await inLanguage("/cart"));
  if (cart.lines.length === 0) return <Ordered t={t} context={context} />;
  const from = { again: single(asked.again), address: single(asked.address) };
  const typed = await readTyped(context, from);
  // Nobody comes to a step past one that is not done.
  const isKnown = isEmail(typed.email);
  const step = isKnown && asked.step !== "contact" ? "delivery" : "contact";
  return (
    <div className="column grid gap-x-20 gap-y-12 pt-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:pt-12">
      <div className="max-w-2xl">
        <h1 className="text-title mb-8">{t("checkout_page.title")}</h1>
        <Shortfall cart={cart} />
        {step === "contact" && cart.stands && <Wallets context={context} cart={cart} />}
        <Step
          number={1}
          title={t("checkout_page.contact")}
          state={step === "contact" ? "open" : "done"}
          change={<Change t={t} />}
        >
          {step === "contact" ? (
            <ContactStep action={saveContact} email={typed.email} isGuest={!context.user} />
          ) : (
            typed.email
          )}
        </Step>
        <Step number={2} title={t("checkout_page.delivery")} state={step === "delivery" ? "open" : "later"}>
          {step === "delivery" && (
            // Next keeps what was typed as long as the page is the same one: another address begins anew.
            <Delivery key={JSON.stringify(from)} context={context} cart={cart} typed={typed} />
          )}
        </Step>
        <Step number={3} title={t("checkout_page.payment")} state="later" />
      </div>
      <aside aria-label={t("checkout_page.your_cart")} className="bg-surface self-start p-6 lg:sticky lg:top-8">
        <OrderLines
          lines={cart.lines.map((line) => ({ ...line, image: line.image ?? undefined }))}
          currency={cart.currency}
        />
        <div className="border-line mt-5 border-t pt-3">
          <DiscountCode
            isLive={false}
            action={changeDiscount}
            code={cart.discount_code}
            problem={cart.discount_problem}
          />
          {/* What it comes to is beside the button where that may still change it. */}
          {step === "contact" && <Totals totals={cart.totals} currency={cart.currency} className="mt-3" />}
        </div>
      </aside>
    </div>
  );
}

const Change = ({ t }: { t: Translate }) => (
  <Link
    href="/checkout?step=contact"
    prefetch={false}
    aria-label={t("checkout_page.change.contact")}
    className="decoration-line inline-flex min-h-11 items-center underline underline-offset-4 hover:decoration-current"
  >
    {t("checkout_page.change")}
  </Link>
);

/** Lines of which there is not as much as the cart holds. */
function Shortfall({ cart }: { cart: CartView }) {
  const shortages = cart.lines.filter(({ left, quantity }) => left < quantity);
  if (shortages.length === 0) return null;
  return (
    <div className="mb-8">
      <Shortages action={changeLine} shortages={shortages.map(({ id, name, left }) => ({ id, name, left }))} />
    </div>
  );
}

/** The cart became an order: one that waits to be paid is told of, whichever way someone came back here. */
async function Ordered({ t, context }: { t: Translate; context: Context }) {
  const unpaid = await findUnpaidOrder(context);
  if (!unpaid) redirect(await inLanguage("/cart"));
  const order = await getOrderByNumber(context, unpaid);
  return (
    <div className="column grid gap-x-20 gap-y-12 pt-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:pt-12">
      <div className="max-w-2xl">
        <h1 className="text-title mb-8">{t("checkout_page.title")}</h1>
        <div className="mb-8">
          <Reserved action={orderAgain} number={order.number} />
        </div>
        <StepsDone order={order} />
        <Step number={3} title={t("checkout_page.payment")} state="later" />
      </div>
      <OrderSummary order={order} />
    </div>
  );
}

type DeliveryProps = { context: Context; cart: CartView; typed: Awaited<ReturnType<typeof readTyped>> };

/** A cart with what its price depends on. */
async function priced(context: Context, cart: CartView) {
  const [methods, taxes] = await Promise.all([
    readMethods(context),
    listTaxRates(context, { page_size: String(MAX_PAGE_SIZE) }),
  ]);
  const { country, currency, discount, discount_code } = cart;
  const lines = cart.lines.map(({ price, quantity, unavailable }) => ({ price, quantity, unavailable }));
  return {
    cart: { country, currency, discount, discount_code, lines },
    methods: methods.results,
    taxes: taxes.results,
  };
}

/** Wallets pay at least what a card does; what costs nothing needs none. */
async function Wallets({ context, cart }: Omit<DeliveryProps, "typed">) {
  const { total_price } = cart.totals;
  if (total_price === "0.00" || isTooLittle(total_price)) return null;
  return (
    <Express
      {...await priced(context, cart)}
      order={orderByWallet}
      publishableKey={env().STRIPE_PUBLISHABLE_KEY}
      script={env().STRIPE_JS_URL ?? null}
      paymentUrl={await inLanguage("/checkout/")}
      returnUrl={env().APP_URL + (await inLanguage("/checkout/complete?order="))}
    />
  );
}

async function Delivery({ context, cart, typed }: DeliveryProps) {
  const { email, fields, saved } = typed;
  return (
    <DeliveryStep {...await priced(context, cart)} action={placeOrder} email={email} typed={fields} saved={saved} />
  );
}
