import { notFound } from "next/navigation";

import { DomainError } from "@/domain/errors";
import type { Product } from "@/model/catalog";

import { readProduct } from "../reads";

/** The product that an address names; the page of what is not there when there is none. */
export async function productOf(slug: string, read: (input: { slug: string }) => Promise<Product> = readProduct) {
  try {
    return await read({ slug });
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
