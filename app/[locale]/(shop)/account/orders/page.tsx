import { signedIn } from "@/adapters/signed-in";
import { OrderList } from "@/components/account/order-list";
import { getT } from "@/components/language/server";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { DomainError } from "@/domain/errors";
import type { UserContext } from "@/domain/operation";
import { listOrders } from "@/domain/orders/orders";
import { ORDER_STATUSES } from "@/model/orders";
import type { Translate } from "@/model/translate";

import { unlisted } from "../../../root";

export const generateMetadata = unlisted("account_page.orders.title");
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
  const context = await signedIn("/account/orders");
  const t = await getT();
  const query = readQuery(await searchParams);
  const { count, results, page } = await read(context, query);
  const isNarrowed = query.search !== "" || query.status !== undefined;
  return (
    <>
      <h1 className="text-title mb-6">{t("account.nav.orders")}</h1>
      <form
        role="search"
        aria-label={t("account_page.orders.title")}
        className="mb-8 grid gap-4 sm:grid-cols-[1fr_14rem_auto] sm:items-end"
      >
        <Field
          label={t("account_page.orders.search")}
          name="search"
          type="search"
          defaultValue={query.search}
          maxLength={200}
        />
        <SelectField label={t("account_page.orders.status")} name="status" defaultValue={query.status ?? ""}>
          <option value="">{t("account_page.orders.all")}</option>
          {ORDER_STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`ui.order_status.${status}`)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" variant="secondary">
          {t("account_page.orders.show")}
        </Button>
      </form>
      <p role="status" className="text-soft mb-3">
        {t(isNarrowed ? "account_page.orders.count_like" : "account_page.orders.count", { count })}
      </p>
      {results.length > 0 && <OrderList orders={results} />}
      {results.length === 0 && (
        <p className="mt-6">
          <ButtonLink href={isNarrowed ? "/account/orders" : "/products"} prefetch={false} variant="secondary">
            {t(isNarrowed ? "account_page.orders.see_all" : "account_page.look_around")}
          </ButtonLink>
        </p>
      )}
      <Pages t={t} query={query} page={page} last={Math.ceil(count / PAGE_SIZE)} />
    </>
  );
}

const Pages = ({ t, query, page, last }: { t: Translate; query: Query; page: number; last: number }) =>
  last > 1 && (
    <nav aria-label={t("account_page.orders.pages")} className="mt-10 flex items-center justify-center gap-6">
      {page > 1 && (
        <ButtonLink href={addressOf(query, page - 1)} prefetch={false} variant="secondary" rel="prev">
          {t("account_page.orders.newer")}
        </ButtonLink>
      )}
      <span className="tabular-nums">{t("account_page.orders.page", { page, last })}</span>
      {page < last && (
        <ButtonLink href={addressOf(query, page + 1)} prefetch={false} variant="secondary" rel="next">
          {t("account_page.orders.older")}
        </ButtonLink>
      )}
    </nav>
  );
