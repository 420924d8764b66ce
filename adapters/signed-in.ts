import { redirect } from "next/navigation";

import type { UserContext } from "@/domain/operation";

import { inLanguage } from "./language";
import { storefrontContext } from "./storefront";

/** Who reads a page that is theirs alone; anybody else signs in first and comes back to its path. */
export async function signedIn(path: string): Promise<UserContext> {
  const { user, ...context } = await storefrontContext();
  if (!user) redirect(await inLanguage(`/sign-in?next=${path}`));
  return { ...context, user };
}
