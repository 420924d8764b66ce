import { type ClientOptions, type Send, transport } from "./http.ts";
import { keeping } from "./keeping.ts";
import { type Stream, streams } from "./stream.ts";
import type { Routes } from "./types.ts";
import { verbs } from "./verbs.ts";

/** Every resource of the API, as it is seen with the credentials that the client was made with. */
export interface Client extends ReturnType<typeof resources> {
  /** The same client for another caller, such as the one who has just logged in; null for nobody. */
  withToken: (token: string | null) => Client;
}

/** Opens a shop's REST API: createClient({ baseUrl: "http://127.0.0.1:3000" }).products.list(). */
export const createClient = (options: ClientOptions): Client => ({
  ...resources(transport(options), streams(options)),
  withToken: (token) => createClient({ ...options, token }),
});

const resources = (send: Send, stream: Stream) => ({
  ...people(send),
  ...catalog(send),
  ...keeping(send),
  ...opinions(send),
  ...purchases(send),
  ...orders(send),
  ...wishes(send),
  ...assistant(send, stream),
  ...itself(send),
});

function people(send: Send) {
  const { ask, tell, paged } = verbs(send);
  return {
    token: { create: tell("POST /token/") },
    /** Tokens by name; the one that create answers is seen only there. */
    tokens: {
      ...paged("GET /tokens/"),
      create: tell("POST /tokens/"),
      revoke: ask("DELETE /tokens/{id}/"),
    },
    users: {
      ...paged("GET /users/"),
      register: tell("POST /users/register/"),
      login: tell("POST /users/login/"),
      /** Ends the token of this client. */
      logout: ask("POST /users/logout/"),
      passwordReset: {
        /** Has a link to a new password mailed. */
        request: tell("POST /users/password-reset/"),
        /** Sets the new password with the token of that link. */
        confirm: tell("POST /users/password-reset/confirm/"),
      },
      get: ask("GET /users/{id}/"),
      replace: tell("PUT /users/{id}/"),
      update: tell("PATCH /users/{id}/"),
      close: ask("DELETE /users/{id}/"),
      /** The account of this client's token. */
      me: {
        get: ask("GET /users/me/"),
        replace: tell("PUT /users/me/"),
        update: tell("PATCH /users/me/"),
        close: ask("DELETE /users/me/"),
        /** The same, with the password once more. */
        closeWithPassword: tell("POST /users/me/close/"),
        /** Everything that the shop keeps about the account. */
        export: ask("GET /users/me/export/"),
      },
    },
    /** The browsers in which the caller is signed in. */
    sessions: { ...paged("GET /sessions/"), revoke: ask("DELETE /sessions/{id}/") },
    /** The caller's address book; defaults are flags of the addresses. */
    addresses: {
      ...paged("GET /addresses/"),
      get: ask("GET /addresses/{id}/"),
      create: tell("POST /addresses/"),
      replace: tell("PUT /addresses/{id}/"),
      update: tell("PATCH /addresses/{id}/"),
      delete: ask("DELETE /addresses/{id}/"),
    },
  };
}

function catalog(send: Send) {
  const { ask, find, tell, paged } = verbs(send);
  return {
    categories: {
      ...paged("GET /categories/"),
      get: ask("GET /categories/{id}/"),
      create: tell("POST /categories/"),
      replace: tell("PUT /categories/{id}/"),
      update: tell("PATCH /categories/{id}/"),
      delete: ask("DELETE /categories/{id}/"),
    },
    products: {
      ...paged("GET /products/"),
      get: ask("GET /products/{id}/"),
      create: tell("POST /products/"),
      replace: tell("PUT /products/{id}/"),
      update: tell("PATCH /products/{id}/"),
      delete: ask("DELETE /products/{id}/"),
      /** Two to four products side by side: products.compare({ ids: "1,2" }). */
      compare: find("GET /products/compare/"),
      /** What goes with one. */
      related: ask("GET /products/{id}/related/"),
      /** What the newest orders were for, most often first. */
      bestSellers: ask("GET /products/best-sellers/"),
      /** Puts goods on the shelf or takes them off it. */
      adjustStock: tell("POST /products/{id}/stock/"),
      /** What buyers say of one, by its id. */
      reviews: {
        ...paged("GET /products/{id}/reviews/"),
        create: tell("POST /products/{id}/reviews/"),
      },
    },
    /** What someone who is typing a search may be after. */
    suggestions: find("GET /search/suggestions/"),
  };
}

function purchases(send: Send) {
  const { ask, tell, paged } = verbs(send);
  return {
    cart: {
      get: ask("GET /cart/"),
      add: tell("POST /cart/items/"),
      /** Says where it is to go, so that its tax can be told. */
      update: tell("PATCH /cart/"),
      empty: ask("DELETE /cart/"),
      discount: { apply: tell("POST /cart/discount/"), remove: ask("DELETE /cart/discount/") },
      items: {
        ...paged("GET /cart/items/"),
        get: ask("GET /cart/items/{id}/"),
        replace: tell("PUT /cart/items/{id}/"),
        update: tell("PATCH /cart/items/{id}/"),
        delete: ask("DELETE /cart/items/{id}/"),
        /** Puts its product on the wish list instead. */
        moveToWishlist: ask("POST /cart/items/{id}/wishlist/"),
      },
    },
    /** The shop's own pages of text. */
    textPages: { ...paged("GET /pages/"), get: ask("GET /pages/{id}/") },
    shippingMethods: paged("GET /shipping-methods/"),
    taxRates: paged("GET /tax-rates/"),
  };
}

function orders(send: Send) {
  const { ask, tell, paged } = verbs(send);
  return {
    orders: {
      ...paged("GET /orders/"),
      /** Makes an order of the cart. */
      place: tell("POST /orders/"),
      get: ask("GET /orders/{id}/"),
      replace: tell("PUT /orders/{id}/"),
      update: tell("PATCH /orders/{id}/"),
      cancel: ask("DELETE /orders/{id}/"),
      /** Cancels one that may be paid, as long as it has not left: the money goes back. */
      cancelPurchase: ask("POST /orders/{id}/cancel/"),
      /** What has happened to one, the oldest first. */
      timeline: ask("GET /orders/{id}/timeline/"),
      /** The invoice of a paid one. */
      invoice: ask("GET /orders/{id}/invoice/"),
      pack: ask("POST /orders/{id}/pack/"),
      /** Puts what one was for into the cart again. */
      reorder: ask("POST /orders/{id}/reorder/"),
      /** What of one can come back, and the wish to send it. */
      returns: { read: ask("GET /orders/{id}/returns/"), request: tell("POST /orders/{id}/returns/") },
      /** Has the link to an order mailed. */
      sendLink: tell("POST /orders/link/"),
    },
    /** What shoppers send back; judged by an admin. */
    returns: {
      ...paged("GET /returns/"),
      get: ask("GET /returns/{id}/"),
      update: tell("PATCH /returns/{id}/"),
      refund: tell("POST /returns/{id}/refund/"),
      /** Takes one back that nobody has decided on yet. */
      withdraw: ask("POST /returns/{id}/withdraw/"),
    },
    /** The lines of orders; changed by an admin, while the order is pending. */
    orderItems: {
      ...paged("GET /order-items/"),
      get: ask("GET /order-items/{id}/"),
      create: tell("POST /order-items/"),
      replace: tell("PUT /order-items/{id}/"),
      update: tell("PATCH /order-items/{id}/"),
      delete: ask("DELETE /order-items/{id}/"),
    },
    /** What Stripe has told the shop. */
    webhookEvents: {
      ...paged("GET /webhook-events/"),
      get: ask("GET /webhook-events/{id}/"),
      retry: ask("POST /webhook-events/{id}/retry/"),
    },
    payment: {
      start: tell("POST /payment/"),
      /** How the payment of an order stands, by the order's id. */
      get: ask("GET /payment/{id}/"),
      /** Gives back what was paid for an order, or a part of it, by the order's id. */
      refund: tell("POST /payment/{id}/refund/"),
    },
  };
}

function opinions(send: Send) {
  const { ask, tell, paged } = verbs(send);
  return {
    /** The caller's reviews; all of them for an admin. */
    reviews: {
      ...paged("GET /reviews/"),
      get: ask("GET /reviews/{id}/"),
      update: tell("PATCH /reviews/{id}/"),
      delete: ask("DELETE /reviews/{id}/"),
      /** Says that it was helpful, or takes that back. */
      vote: ask("POST /reviews/{id}/helpful/"),
      withdrawVote: ask("DELETE /reviews/{id}/helpful/"),
      report: tell("POST /reviews/{id}/report/"),
    },
  };
}

function wishes(send: Send) {
  const { ask, tell, paged } = verbs(send);
  return {
    wishlist: {
      ...paged("GET /wishlist/"),
      add: tell("POST /wishlist/"),
      /** Takes a product off it, by the product's id. */
      remove: ask("DELETE /wishlist/{id}/"),
      /** Puts it in the cart instead. */
      moveToCart: tell("POST /wishlist/{id}/cart/"),
      /** The link under which others may look at it. */
      share: {
        get: ask("GET /wishlist/share/"),
        create: ask("POST /wishlist/share/"),
        revoke: ask("DELETE /wishlist/share/"),
      },
      /** Looks at one that was shared, by the id of its link. */
      shared: ask("GET /wishlists/{id}/"),
    },
    /** What is waited for until it is in stock again. */
    stockAlerts: {
      ...paged("GET /stock-alerts/"),
      ask: tell("POST /stock-alerts/"),
      remove: ask("DELETE /stock-alerts/{id}/"),
      /** Ends all that waits for an address, by the key of a mail's link. */
      stop: ask("POST /stock-alerts/stop/{id}/"),
    },
  };
}

function assistant(send: Send, stream: Stream) {
  const { ask, tell, paged } = verbs(send);
  return {
    chat: {
      /** Says something to the shop's assistant, in a new conversation or in one that was begun. */
      say: tell("POST /chat/"),
      /** The same as it comes, event by event. */
      stream: (body: Routes["POST /chat/"]["input"], options?: Parameters<Stream>[1]) =>
        stream({ method: "POST", path: "/chat/", body }, options),
      /** What was said in a conversation. */
      get: ask("GET /chat/{id}/"),
      /** Forgets a conversation. */
      delete: ask("DELETE /chat/{id}/"),
      conversations: paged("GET /chat/conversations/"),
      /** Has something done that the assistant offered. */
      confirm: tell("POST /chat/proposals/{id}/confirm/"),
      /** Takes it back. */
      undo: ask("POST /chat/proposals/{id}/undo/"),
    },
  };
}

function itself(send: Send) {
  const { ask } = verbs(send);
  return {
    /** The collections of the API and their addresses. */
    resources: ask("GET /"),
    /** The API as an OpenAPI document. */
    document: ask("GET /openapi.json"),
  };
}
