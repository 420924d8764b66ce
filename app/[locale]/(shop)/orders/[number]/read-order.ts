import { notFound } from "next/navigation";

import { DomainError } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { getOrderByNumber } from "@/domain/orders/orders";
import type { Order } from "@/model/orders";

/** The order of an address, for whoever may see it; for anybody else there is none. */
export async function readOrder(context: Context, number: string): Promise<Order> {
  try {
    return await getOrderByNumber(context, { number });
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
