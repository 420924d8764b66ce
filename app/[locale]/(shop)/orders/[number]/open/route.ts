import { cookies } from "next/headers";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { linkCookie, withLink } from "@/adapters/order-links";

type Segment = { params: Promise<{ number: string }> };

/** Opens an order's mailed link: this browser may act for the order from here on, and its address is without the key. */
export async function GET(request: Request, { params }: Segment): Promise<Response> {
  const { number } = await params;
  const jar = await cookies();
  const cookie = withLink(jar.get(linkCookie())?.value, number, new URL(request.url).searchParams.get("key") ?? "");
  if (cookie) jar.set(cookie);
  redirect(await inLanguage(`/orders/${encodeURIComponent(number)}`));
}
