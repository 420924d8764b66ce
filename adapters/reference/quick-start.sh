set -eu
api=http://localhost:3000/api/v1
stripe=http://localhost:3000/sandbox/v1
json='Content-Type: application/json'

# Reads the first field of this name from an answer.
field() { grep -oE "\"$1\":\"?[^\",}]*" | sed -nE '1s/^[^:]*:"?//p'; }

# 1. Make an account. Its token goes with every further call.
name="robin-$(date +%s)-$$"
token=$(curl -fsS "$api/users/register/" -H "$json" \
  -d "{\"username\": \"$name\", \"password\": \"a loom of my own\"}" | field token)
auth="Authorization: Token $token"

# 2. Find the cheapest product in stock, and put one of its variants into the cart.
found=$(curl -fsS "$api/products/?in_stock=1&ordering=price&page_size=1")
product=$(printf %s "$found" | field id)
variant=$(printf %s "$found" | grep -oE '"id":[0-9]+,"sku":[^}]*"stock":[1-9]' | field id)
curl -fsS "$api/cart/items/" -H "$auth" -H "$json" \
  -d "{\"product_id\": $product, \"variant_id\": $variant}" >/dev/null

# 3. Order what is in the cart. The key makes it one order, however often this is sent.
order=$(curl -fsS "$api/orders/" -H "$auth" -H "$json" -H "Idempotency-Key: $name" \
  -d '{"shipping_address": "214 Alder St, Portland OR 97205", "shipping_method": "standard"}' | field id)

# 4. Begin the payment. A page hands client_secret to Stripe.js, which asks for the card.
payment=$(curl -fsS "$api/payment/" -H "$auth" -H "$json" -d "{\"order_id\": $order}")

# 5. Without a page, a test card takes its place.
intent=$(printf %s "$payment" | field payment_intent_id)
curl -fsS "$stripe/payment_intents/$intent/confirm" \
  -H "Authorization: Bearer $(printf %s "$payment" | field publishable_key)" \
  -d "client_secret=$(printf %s "$payment" | field client_secret)" \
  -d payment_method=pm_card_visa >/dev/null

# 6. Ask how it went.
status=$(curl -fsS "$api/payment/$order/" -H "$auth" | field status)
echo "Order $order is $status."
