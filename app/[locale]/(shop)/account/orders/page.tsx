import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { OrderList } from "@/components/account/order-list";
import { getT } from "@/components/language/server";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { DomainError } from "@/domain/errors";
import type { UserContext } from "@/domain/operation";
import { listOrders } from "@/domain/orders/orders";
import { ORDER_STATUSES } from "@/model/orders";

export const metadata: Metadata = { title: "Your orders", robots: { index: false } };
const PAGE_SIZE = 10;
type Given = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Given> };

/** What the address asks for; what means nothing is left out, so that no address is an error. */
function readQuery(given: Given) {
  const search = typeof given["search"] === "string" ? given["search"].replaceAll("\0", "").trim().slice(0, 200) : "";
  const status = ORDER_STATUSES.find((known) => known === given["status"]);
  const page = typeof given["page"] === "string" && /^[1-9]\d{0,5}$/.test(given["page"]) ? Number(given["page"]) : 1;
  return { search, status, page };
}
type Query = ReturnType<typeof readQuery>;

async function read(context: UserContext, { search, status, page }: Query) {
  const query = {
    user: context.user.id,
    page_size: String(PAGE_SIZE),
    ...(search && { search }),
    ...(status && { status }),
  };
  try {
    return { ...(await listOrders(context, { ...query, page: String(page) })), page };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const last = await listOrders(context, { ...query, page: "last" });
    return { ...last, page: Math.max(1, Math.ceil(last.count / PAGE_SIZE)) };
  }
}

function addressOf({ search, status }: Query, page: number): string {
  const query = new URLSearchParams({ ...(search && { search }), ...(status && { status }), page: String(page) });
  return `/account/orders?${query}`;
}

export default async function OrdersPage({ searchParams }: Props) {
  const context = await storefrontContext();
  const { user } = context;
  if (!user) redirect(await inLanguage("/sign-in?next=/account/orders"));
  const t = await getT();
  const query = readQuery(await searchParams);
  const { count, results, page } = await read({ ...context, user }, query);
  const isNarrowed = query.search !== "" || query.status !== undefined;
  return (
    <>
      <h1 className="text-title mb-6">Orders</h1>
      <form
        role="search"
        aria-label="Your orders"
        className="mb-8 grid gap-4 sm:grid-cols-[1fr_14rem_auto] sm:items-end"
      >
        <Field label="Number or thing" name="search" type="search" defaultValue={query.search} maxLength={200} />
        <SelectField label="Status" name="status" defaultValue={query.status ?? ""}>
          <option value="">All</option>
          {ORDER_STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`ui.order_status.${status}`)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" variant="secondary">
          Show
        </Button>
      </form>
      <p role="status" className="text-soft mb-3">
        {count === 1 ? "1 order" : `${count} orders`}
        {isNarrowed && " like this"}
      </p>
      {results.length > 0 && <OrderList orders={results} />}
      {results.length === 0 && (
        <p className="mt-6">
          <ButtonLink href={isNarrowed ? "/account/orders" : "/products"} prefetch={false} variant="secondary">
            {isNarrowed ? "See all of your orders" : "Look around"}
          </ButtonLink>
        </p>
      )}
      <Pages query={query} page={page} last={Math.ceil(count / PAGE_SIZE)} />
    </>
  );
}

const Pages = ({ query, page, last }: { query: Query; page: number; last: number }) =>
  last > 1 && (
    <nav aria-label="Pages" className="mt-10 flex items-center justify-center gap-6">
      {page > 1 && (
        <ButtonLink href={addressOf(query, page - 1)} prefetch={false} variant="secondary" rel="prev">
          Newer
        </ButtonLink>
      )}
      <span className="tabular-nums">
        Page {page} of {last}
      </span>
      {page < last && (
        <ButtonLink href={addressOf(query, page + 1)} prefetch={false} variant="secondary" rel="next">
          Older
        </ButtonLink>
      )}
    </nav>
  );
