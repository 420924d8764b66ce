import json
import urllib.parse
import urllib.request
import uuid

api = "http://localhost:3000/api/v1"
stripe = "http://localhost:3000/sandbox/v1"
headers = {"Content-Type": "application/json"}


def call(method, path, body=None, more={}):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(api + path, data, {**headers, **more}, method=method)
    with urllib.request.urlopen(request) as response:
        return json.load(response)


# 1. Make an account. Its token goes with every further call.
name = f"robin-{uuid.uuid4().hex[:8]}"
account = call("POST", "/users/register/", {"username": name, "password": "a loom of my own"})
headers["Authorization"] = f"Token {account['token']}"

# 2. Find the cheapest product in stock, and put one of its variants into the cart.
product = call("GET", "/products/?in_stock=1&ordering=price&page_size=1")["results"][0]
variant = next(variant for variant in product["variants"] if variant["stock"] > 0)
call("POST", "/cart/items/", {"product_id": product["id"], "variant_id": variant["id"]})

# 3. Order what is in the cart. The key makes it one order, however often this is sent.
delivery = {"shipping_address": "214 Alder St, Portland OR 97205", "shipping_method": "standard"}
order = call("POST", "/orders/", delivery, {"Idempotency-Key": str(uuid.uuid4())})

# 4. Begin the payment. A page hands client_secret to Stripe.js, which asks for the card.
payment = call("POST", "/payment/", {"order_id": order["id"]})

# 5. Without a page, a test card takes its place.
card = {"client_secret": payment["client_secret"], "payment_method": "pm_card_visa"}
confirm = urllib.request.Request(
    f"{stripe}/payment_intents/{payment['payment_intent_id']}/confirm",
    urllib.parse.urlencode(card).encode(),
    {"Authorization": f"Bearer {payment['publishable_key']}"},
)
urllib.request.urlopen(confirm).close()

# 6. Ask how it went.
state = call("GET", f"/payment/{order['id']}/")
print(f"Order {order['number']} over {order['total_price']} {order['currency']} is {state['status']}.")
