"use server";

import { action } from "@/adapters/action";
import * as links from "@/domain/orders/order-links";

export const sendOrderLink = action(links.sendOrderLink);
