const api = "http://localhost:3000/api/v1";
const stripe = "http://localhost:3000/sandbox/v1";
const headers = { "Content-Type": "application/json" };

async function call(method, path, body, more = {}) {
  const response = await fetch(api + path, {
    method,
    headers: { ...headers, ...more },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

// 1. Make an account. Its token goes with every further call.
const username = `robin-${crypto.randomUUID().slice(0, 8)}`;
const { token } = await call("POST", "/users/register/", { username, password: "a loom of my own" });
headers.Authorization = `Token ${token}`;

// 2. Find the cheapest product in stock, and put one of its variants into the cart.
const { results } = await call("GET", "/products/?in_stock=1&ordering=price&page_size=1");
const [product] = results;
const variant = product.variants.find(({ stock }) => stock > 0);
await call("POST", "/cart/items/", { product_id: product.id, variant_id: variant.id });

// 3. Order what is in the cart. The key makes it one order, however often this is sent.
const delivery = { shipping_address: "214 Alder St, Portland OR 97205", shipping_method: "standard" };
const order = await call("POST", "/orders/", delivery, { "Idempotency-Key": crypto.randomUUID() });

// 4. Begin the payment. A page hands client_secret to Stripe.js, which asks for the card.
const payment = await call("POST", "/payment/", { order_id: order.id });

// 5. Without a page, a test card takes its place.
await fetch(`${stripe}/payment_intents/${payment.payment_intent_id}/confirm`, {
  method: "POST",
  headers: { Authorization: `Bearer ${payment.publishable_key}` },
  body: new URLSearchParams({ client_secret: payment.client_secret, payment_method: "pm_card_visa" }),
});

// 6. Ask how it went.
const { status } = await call("GET", `/payment/${order.id}/`);
console.log(`Order ${order.number} over ${order.total_price} ${order.currency} is ${status}.`);
