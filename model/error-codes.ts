type Entry = { status: number; meaning: string; remedy: string };

/** Every code that a refusal may carry: the error class takes no other, and the API's reference lists them. */
export const ERROR_CODES = {
  invalid: {
    status: 400,
    meaning: "One or more fields are not valid. The body names each of them with its messages.",
    remedy: "Correct the named fields and send the request again.",
  },
  parse_error: {
    status: 400,
    meaning: "The body is not well-formed JSON, or not a readable form.",
    remedy: "Mend the body at the line and column that the message names.",
  },
  empty_cart: {
    status: 400,
    meaning: "There is nothing in the cart to order. The second of two equal orders finds it empty as well.",
    remedy: "Look at the newest order first; then add something to the cart.",
  },
  invalid_idempotency_key: {
    status: 400,
    meaning: "The Idempotency-Key is not 1 to 255 visible ASCII characters.",
    remedy: "Send a UUID.",
  },
  invalid_signature: {
    status: 400,
    meaning: "An event for the webhook is not signed with the shop's secret.",
    remedy: "Set STRIPE_WEBHOOK_SECRET to the secret of this endpoint at Stripe.",
  },
  not_authenticated: {
    status: 401,
    meaning: "Credentials are needed, and there were none.",
    remedy: "Send the header Authorization: Token <key>.",
  },
  authentication_failed: {
    status: 401,
    meaning: "The token is unknown, expired or revoked, or its account is closed.",
    remedy: "Get a new token from POST /api/v1/token/, or leave the header out where none is needed.",
  },
  permission_denied: {
    status: 403,
    meaning: "This account may not do this, or a page of another site sent the request with the session's cookie.",
    remedy: "Use the account of an admin, or send a token instead of the cookie.",
  },
  not_found: {
    status: 404,
    meaning: "There is no such address, object or page of a list; what belongs to someone else is not found either.",
    remedy: "Check the address, the id and whose token it is.",
  },
  method_not_allowed: {
    status: 405,
    meaning: "This address does not take this method.",
    remedy: "Use one that the Allow header names.",
  },
  not_acceptable: {
    status: 406,
    meaning: "The Accept header names nothing that the shop speaks.",
    remedy: "Accept application/json.",
  },
  cart_changed: {
    status: 409,
    meaning: "Something in the cart is no longer sold; items names the lines.",
    remedy: "Remove those lines and order again.",
  },
  account_exists: {
    status: 409,
    meaning: "The order has an account already, or there is one with its e-mail.",
    remedy: "Sign in with that account.",
  },
  discount_unavailable: {
    status: 409,
    meaning: "The code on the cart cannot be used any more; the sentence says why. Nothing was ordered.",
    remedy: "Take it off with DELETE /api/v1/cart/discount/, show the new total and order again.",
  },
  idempotency_in_flight: {
    status: 409,
    meaning: "A request with this Idempotency-Key is still under way.",
    remedy: "Wait for the seconds in Retry-After, then send the same request again.",
  },
  in_use: {
    status: 409,
    meaning: "Other objects refer to this one, such as the products of a category.",
    remedy: "Move or delete those first.",
  },
  invalid_transition: {
    status: 409,
    meaning: "An order in this status cannot take that one.",
    remedy: "Read the order again and choose a status that follows on its own.",
  },
  last_admin: {
    status: 409,
    meaning: "The shop would have no admin left.",
    remedy: "Make another account an admin first.",
  },
  not_paid: {
    status: 409,
    meaning: "The order was not paid, so that there is no invoice of it.",
    remedy: "Pay it first.",
  },
  not_payable: {
    status: 409,
    meaning: "The order is not waiting for a payment.",
    remedy: "Read its state from GET /api/v1/payment/<order_id>/.",
  },
  not_refundable: {
    status: 409,
    meaning: "The order was not paid, its payment is disputed, or less is left of it than was asked for.",
    remedy: "Read the order; refunded_amount says what was given back already.",
  },
  not_shippable: {
    status: 409,
    meaning: "The order's payment is disputed or under review.",
    remedy: "Settle that first.",
  },
  not_returnable: {
    status: 409,
    meaning: "Nothing, or less than was asked for, can be sent back of this order; the sentence says why.",
    remedy: "GET /api/v1/orders/<id>/returns/ tells what can, and until when.",
  },
  order_locked: {
    status: 409,
    meaning: "The order can no longer be changed like this: it is being paid, was paid, or was shipped.",
    remedy: "Change orders while they are pending. Cancel an order rather than its last line.",
  },
  out_of_stock: {
    status: 409,
    meaning: "Less is left than was asked for; items says how much. Nothing was ordered.",
    remedy: "Lower the quantities to what is available and order again.",
  },
  price_changed: {
    status: 409,
    meaning: "The total is not the one that expected_total names; total_price is the one that holds now.",
    remedy: "Show the new total and order again with it.",
  },
  proposal_closed: {
    status: 409,
    meaning: "What the assistant offered was done already, was taken back, or was offered more than a day ago.",
    remedy: "Look at the cart; ask the assistant for another offer.",
  },
  stock_reserved: {
    status: 409,
    meaning: "Orders hold more of this product than would be left on the shelf.",
    remedy: "Take less off, or cancel orders first.",
  },
  total_too_small: {
    status: 409,
    meaning: "The total is more than nothing and less than a card can be charged; minimum names the least.",
    remedy: "Add something to the cart. A total of 0.00 is fine: such an order is paid as it is placed.",
  },
  already_reviewed: {
    status: 409,
    meaning: "This account has reviewed the product already; review names what it wrote.",
    remedy: "Change that review with PATCH /api/v1/reviews/<id>/.",
  },
  not_purchased: {
    status: 409,
    meaning: "Reviews are written by those who bought the product here, and this account has no paid order of it.",
    remedy: "Use the account that bought it; an order counts from its payment until it is refunded.",
  },
  own_review: {
    status: 409,
    meaning: "Nobody votes for, or reports, what they wrote themselves.",
    remedy: "Change or delete it instead.",
  },
  already_processed: {
    status: 409,
    meaning: "This event of Stripe's was worked off already.",
    remedy: "Nothing is left to do.",
  },
  too_many_addresses: {
    status: 409,
    meaning: "The address book is full.",
    remedy: "Delete an address that is not needed any more.",
  },
  too_many_open_orders: {
    status: 409,
    meaning: "Too many orders of this account are waiting for their payment.",
    remedy: "Pay or cancel one first.",
  },
  precondition_failed: {
    status: 412,
    meaning: "The object has changed since the ETag in If-Match was read.",
    remedy: "Read it again, apply the change to what is there now, and send the new ETag.",
  },
  request_too_large: {
    status: 413,
    meaning: "The body has more bytes than this address takes.",
    remedy: "Send less at once.",
  },
  unsupported_media_type: {
    status: 415,
    meaning: "The body is of a type that this address does not take.",
    remedy: "Send JSON with Content-Type: application/json.",
  },
  idempotency_key_reused: {
    status: 422,
    meaning: "This Idempotency-Key came with another body before.",
    remedy: "Make a new key for every new request; use one again only to repeat a request.",
  },
  throttled: {
    status: 429,
    meaning: "Too many requests in too short a time.",
    remedy: "Wait for the seconds in Retry-After. RateLimit and RateLimit-Policy tell what is left beforehand.",
  },
  error: {
    status: 500,
    meaning: "Something broke on our side.",
    remedy: "Try again later. The request_id finds it in the shop's log.",
  },
  upstream_failed: {
    status: 502,
    meaning: "The payment provider refused what the shop asked of it.",
    remedy: "Read the payment's state before trying again.",
  },
  busy: {
    status: 503,
    meaning: "The shop cannot reach its database, or others hold what the request needs.",
    remedy: "Wait for the seconds in Retry-After, then send it again; a POST under the same Idempotency-Key.",
  },
  chat_unavailable: {
    status: 503,
    meaning: "The assistant does not answer right now, has said enough for today, or is answering this person already.",
    remedy: "Wait as long as Retry-After says and ask again; what was written is kept.",
  },
  payment_unavailable: {
    status: 503,
    meaning: "The payment provider does not answer, or not in time.",
    remedy: "Wait for the seconds in Retry-After, then ask again: the same payment goes on.",
  },
  sign_in_unavailable: {
    status: 503,
    meaning: "Too many passwords are being checked at this moment.",
    remedy: "Wait for the seconds in Retry-After, then try again.",
  },
} as const satisfies Record<string, Entry>;
export type ErrorCode = keyof typeof ERROR_CODES;
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CODES, code);
/** The codes that come with a status. */
export type CodeOf<Status extends number> = {
  [Code in ErrorCode]: (typeof ERROR_CODES)[Code]["status"] extends Status ? Code : never;
}[ErrorCode];
