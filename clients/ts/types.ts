import type { z } from "zod";

import type { getApiDocument, listResources } from "@/adapters/api-document";
import type { chat } from "@/domain/assistant/chat";
import type { getConversation } from "@/domain/assistant/conversations";
import type { addToCart } from "@/domain/cart/add-to-cart";
import type * as cartDiscount from "@/domain/cart/cart-discount";
import type * as cart from "@/domain/cart/cart-items";
import type { adjustStock } from "@/domain/catalog/adjust-stock";
import type * as categories from "@/domain/catalog/categories";
import type { getProduct } from "@/domain/catalog/get-product";
import type { listProducts } from "@/domain/catalog/list-products";
import type * as categoryWrites from "@/domain/catalog/write-categories";
import type * as productWrites from "@/domain/catalog/write-products";
import type * as discounts from "@/domain/discounts/discounts";
import type * as discountWrites from "@/domain/discounts/write-discounts";
import type { cancelOrder } from "@/domain/orders/cancel-order";
import type * as orderWrites from "@/domain/orders/change-order";
import type * as orderItems from "@/domain/orders/order-items";
import type * as orders from "@/domain/orders/orders";
import type { placeOrder } from "@/domain/orders/place-order";
import type { listShippingMethods } from "@/domain/orders/shipping";
import type { listTaxRates } from "@/domain/orders/tax";
import type { getPaymentState } from "@/domain/payments/payment-state";
import type { refundOrder } from "@/domain/payments/refund";
import type { startPayment } from "@/domain/payments/start-payment";
import type * as events from "@/domain/payments/webhook-events";
import type * as reviewJudgements from "@/domain/reviews/judge-reviews";
import type * as reviews from "@/domain/reviews/reviews";
import type * as reviewWrites from "@/domain/reviews/write-reviews";
import type { suggest } from "@/domain/search/suggest";
import type * as synonyms from "@/domain/search/synonyms";
import type * as accounts from "@/domain/users/accounts";
import type { logOut } from "@/domain/users/log-out";
import type { register } from "@/domain/users/register";
import type { requestPasswordReset, resetPassword } from "@/domain/users/reset-password";
import type { createTokenFor, logIn } from "@/domain/users/sign-in";
import type * as apiTokens from "@/domain/users/tokens";
import type * as wishlistShare from "@/domain/wishlist/share-wishlist";
import type * as wishlist from "@/domain/wishlist/wishlist";
import type * as cartModel from "@/model/cart";
import type * as catalogModel from "@/model/catalog";
import type * as chatModel from "@/model/chat";
import type * as discountModel from "@/model/discounts";
import type * as orderModel from "@/model/orders";
import type * as paymentModel from "@/model/payments";
import type * as reviewModel from "@/model/reviews";
import type * as taxModel from "@/model/tax";
import type * as userModel from "@/model/users";
import type * as wishlistModel from "@/model/wishlist";

export type Product = z.output<typeof catalogModel.Product>;
export type Variant = z.output<typeof catalogModel.Variant>;
export type Image = z.output<typeof catalogModel.Image>;
export type Category = z.output<typeof catalogModel.Category>;
export type Review = z.output<typeof reviewModel.Review>;
export type ReviewSummary = z.output<typeof reviewModel.ReviewSummary>;
export type Cart = z.output<typeof cartModel.Cart>;
export type CartItem = z.output<typeof cartModel.CartItem>;
export type Wish = z.output<typeof wishlistModel.Wish>;
export type Order = z.output<typeof orderModel.Order>;
export type OrderItem = z.output<typeof orderModel.OrderItem>;
export type ShippingMethod = z.output<typeof orderModel.ShippingMethod>;
export type TaxRate = z.output<typeof taxModel.TaxRate>;
export type Discount = z.output<typeof discountModel.Discount>;
export type Address = z.output<typeof orderModel.Address>;
export type StartedPayment = z.output<typeof paymentModel.StartedPayment>;
export type PaymentState = z.output<typeof paymentModel.PaymentState>;
export type Refund = z.output<typeof paymentModel.Refund>;
export type ChatAnswer = z.output<typeof chatModel.ChatAnswer>;
export type Conversation = z.output<typeof chatModel.Conversation>;
export type User = z.output<typeof userModel.User>;
export type Profile = z.output<typeof userModel.Profile>;

type Operation = { spec: { input: z.ZodType; output: z.ZodType } };
/** Its input in the form that the shop keeps: an id is a number, money is text, though both are read from either. */
type Route<O extends Operation> = {
  input: Omit<z.output<O["spec"]["input"]>, "id">;
  output: z.output<O["spec"]["output"]>;
};

/** What each address takes and answers; copy.mjs writes the same from the API's document. */
export type Routes = {
  "GET /": Route<typeof listResources>;
  "GET /openapi.json": Route<typeof getApiDocument>;

  "POST /token/": Route<typeof createTokenFor>;
  "GET /tokens/": Route<typeof apiTokens.listTokens>;
  "POST /tokens/": Route<typeof apiTokens.createApiToken>;
  "DELETE /tokens/{id}/": Route<typeof apiTokens.revokeToken>;
  "POST /users/register/": Route<typeof register>;
  "POST /users/login/": Route<typeof logIn>;
  "POST /users/logout/": Route<typeof logOut>;
  "POST /users/password-reset/": Route<typeof requestPasswordReset>;
  "POST /users/password-reset/confirm/": Route<typeof resetPassword>;
  "GET /users/": Route<typeof accounts.listUsers>;
  "GET /users/{id}/": Route<typeof accounts.getUser>;
  "PUT /users/{id}/": Route<typeof accounts.replaceUser>;
  "PATCH /users/{id}/": Route<typeof accounts.changeUser>;
  "DELETE /users/{id}/": Route<typeof accounts.closeAccount>;
  "GET /users/me/": Route<typeof accounts.getUser>;
  "PUT /users/me/": Route<typeof accounts.replaceUser>;
  "PATCH /users/me/": Route<typeof accounts.changeUser>;
  "DELETE /users/me/": Route<typeof accounts.closeAccount>;

  "GET /categories/": Route<typeof categories.listCategories>;
  "POST /categories/": Route<typeof categoryWrites.createCategory>;
  "GET /categories/{id}/": Route<typeof categories.getCategory>;
  "PUT /categories/{id}/": Route<typeof categoryWrites.replaceCategory>;
  "PATCH /categories/{id}/": Route<typeof categoryWrites.changeCategory>;
  "DELETE /categories/{id}/": Route<typeof categoryWrites.deleteCategory>;
  "GET /products/": Route<typeof listProducts>;
  "POST /products/": Route<typeof productWrites.createProduct>;
  "GET /products/{id}/": Route<typeof getProduct>;
  "PUT /products/{id}/": Route<typeof productWrites.replaceProduct>;
  "PATCH /products/{id}/": Route<typeof productWrites.changeProduct>;
  "DELETE /products/{id}/": Route<typeof productWrites.deleteProduct>;
  "POST /products/{id}/stock/": Route<typeof adjustStock>;
  "GET /search/suggestions/": Route<typeof suggest>;
  "GET /search-synonyms/": Route<typeof synonyms.listSynonyms>;
  "POST /search-synonyms/": Route<typeof synonyms.createSynonym>;
  "GET /search-synonyms/{id}/": Route<typeof synonyms.getSynonym>;
  "PUT /search-synonyms/{id}/": Route<typeof synonyms.replaceSynonym>;
  "PATCH /search-synonyms/{id}/": Route<typeof synonyms.changeSynonym>;
  "DELETE /search-synonyms/{id}/": Route<typeof synonyms.deleteSynonym>;
  "GET /products/{id}/reviews/": Route<typeof reviews.listProductReviews>;
  "POST /products/{id}/reviews/": Route<typeof reviewWrites.createReview>;

  "GET /reviews/": Route<typeof reviews.listReviews>;
  "GET /reviews/{id}/": Route<typeof reviews.getReview>;
  "PATCH /reviews/{id}/": Route<typeof reviewWrites.changeReview>;
  "DELETE /reviews/{id}/": Route<typeof reviewWrites.deleteReview>;
  "POST /reviews/{id}/helpful/": Route<typeof reviewJudgements.voteForReview>;
  "DELETE /reviews/{id}/helpful/": Route<typeof reviewJudgements.withdrawVote>;
  "POST /reviews/{id}/report/": Route<typeof reviewJudgements.reportReview>;

  "GET /cart/": Route<typeof cart.getCart>;
  "PATCH /cart/": Route<typeof cart.changeCart>;
  "DELETE /cart/": Route<typeof cart.emptyCart>;
  "POST /cart/discount/": Route<typeof cartDiscount.applyDiscount>;
  "DELETE /cart/discount/": Route<typeof cartDiscount.removeDiscount>;
  "GET /cart/items/": Route<typeof cart.listCartItems>;
  "POST /cart/items/": Route<typeof addToCart>;
  "GET /cart/items/{id}/": Route<typeof cart.getCartItem>;
  "PUT /cart/items/{id}/": Route<typeof cart.replaceCartItem>;
  "PATCH /cart/items/{id}/": Route<typeof cart.changeCartItem>;
  "DELETE /cart/items/{id}/": Route<typeof cart.removeCartItem>;
  "GET /shipping-methods/": Route<typeof listShippingMethods>;
  "GET /tax-rates/": Route<typeof listTaxRates>;

  "GET /wishlist/": Route<typeof wishlist.listWishes>;
  "POST /wishlist/": Route<typeof wishlist.addWish>;
  "DELETE /wishlist/{id}/": Route<typeof wishlist.removeWish>;
  "GET /wishlist/share/": Route<typeof wishlistShare.getWishlistShare>;
  "POST /wishlist/share/": Route<typeof wishlistShare.shareWishlist>;
  "DELETE /wishlist/share/": Route<typeof wishlistShare.unshareWishlist>;
  "GET /wishlists/{id}/": Route<typeof wishlistShare.getSharedWishlist>;

  "GET /discounts/": Route<typeof discounts.listDiscounts>;
  "POST /discounts/": Route<typeof discountWrites.createDiscount>;
  "GET /discounts/{id}/": Route<typeof discounts.getDiscount>;
  "PUT /discounts/{id}/": Route<typeof discountWrites.replaceDiscount>;
  "PATCH /discounts/{id}/": Route<typeof discountWrites.changeDiscount>;
  "DELETE /discounts/{id}/": Route<typeof discountWrites.deleteDiscount>;

  "GET /orders/": Route<typeof orders.listOrders>;
  "POST /orders/": Route<typeof placeOrder>;
  "GET /orders/{id}/": Route<typeof orders.getOrder>;
  "PUT /orders/{id}/": Route<typeof orderWrites.replaceOrder>;
  "PATCH /orders/{id}/": Route<typeof orderWrites.changeOrder>;
  "DELETE /orders/{id}/": Route<typeof cancelOrder>;
  "GET /order-items/": Route<typeof orderItems.listOrderItems>;
  "POST /order-items/": Route<typeof orderItems.addOrderItem>;
  "GET /order-items/{id}/": Route<typeof orderItems.getOrderItem>;
  "PUT /order-items/{id}/": Route<typeof orderItems.replaceOrderItem>;
  "PATCH /order-items/{id}/": Route<typeof orderItems.changeOrderItem>;
  "DELETE /order-items/{id}/": Route<typeof orderItems.removeOrderItem>;

  "POST /payment/": Route<typeof startPayment>;
  "GET /payment/{id}/": Route<typeof getPaymentState>;
  "POST /payment/{id}/refund/": Route<typeof refundOrder>;

  "GET /webhook-events/": Route<typeof events.listWebhookEvents>;
  "GET /webhook-events/{id}/": Route<typeof events.getWebhookEvent>;
  "POST /webhook-events/{id}/retry/": Route<typeof events.retryWebhookEvent>;

  "POST /chat/": Route<typeof chat>;
  "GET /chat/{id}/": Route<typeof getConversation>;
};
