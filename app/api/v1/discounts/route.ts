import { endpoint, resource } from "@/adapters/endpoint";
import { listDiscounts } from "@/domain/discounts/discounts";
import { createDiscount } from "@/domain/discounts/write-discounts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(listDiscounts),
  POST: endpoint(createDiscount, { status: 201 }),
});
