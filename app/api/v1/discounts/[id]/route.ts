import { endpoint, resource } from "@/adapters/endpoint";
import { getDiscount } from "@/domain/discounts/discounts";
import { changeDiscount, deleteDiscount, replaceDiscount } from "@/domain/discounts/write-discounts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: endpoint(getDiscount),
  PUT: endpoint(replaceDiscount),
  PATCH: endpoint(changeDiscount),
  DELETE: endpoint(deleteDiscount, { status: 204 }),
});
