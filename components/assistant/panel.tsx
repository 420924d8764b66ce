import { type ReactNode, useEffect, useRef } from "react";

import { usePlace, useT } from "@/components/language/client";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import type { Product } from "@/model/catalog";
import type { FormAction } from "@/model/forms";
import type { Proposal } from "@/model/proposals";
import type { MessageKey } from "@/model/translate";

import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { inWords } from "./ask";
import { ComparisonTable, OrderCard, ProductCard } from "./cards";
import { ProposalCard } from "./proposal-card";
import { type Entry, talk, useTalk } from "./talk";

const MAX_MESSAGE = 2000;
const GENERAL: MessageKey[] = ["assistant.try.gift", "assistant.try.order", "assistant.try.returns"];
const SUGGESTIONS: [path: RegExp, suggestions: MessageKey[]][] = [
  [/^\/products\/./, ["assistant.try.material", "assistant.try.delivery", "assistant.try.put"]],
  [/^\/cart/, ["assistant.try.cart", "assistant.try.delivery_price", "assistant.try.check_out"]],
  [/^\/orders/, ["assistant.try.order", "assistant.try.return", "assistant.try.returns"]],
];

type PanelProps = {
  isOffline: boolean;
  isOpen: boolean;
  /** A question that is written already. */
  draft: string;
  close: () => void;
  addToCart: FormAction;
};

/** The assistant beside the page: it stays as it is while one walks through the shop. */
export default function Panel({ isOffline, isOpen, draft, close, addToCart }: PanelProps) {
  const t = useT();
  const { entries, isBusy, status } = useTalk();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = panel.current;
    const onKey = ({ key }: KeyboardEvent) => key === "Escape" && close();
    here?.addEventListener("keydown", onKey);
    return () => here?.removeEventListener("keydown", onKey);
  }, [close]);
  return (
    <section
      ref={panel}
      role="dialog"
      aria-labelledby="assistant-title"
      hidden={!isOpen}
      className="bg-paper border-edge fixed inset-0 z-30 flex h-dvh flex-col sm:inset-auto sm:end-4 sm:bottom-4 sm:h-[min(44rem,calc(100dvh-2rem))] sm:w-[26rem] sm:border sm:shadow-2xl [&[hidden]]:hidden"
    >
      <header className="border-line flex flex-wrap items-center gap-x-2 border-b ps-5 pe-2 pt-2 pb-3">
        <h2 id="assistant-title" className="flex-1 text-2xl leading-tight">
          {t("assistant.open")}
        </h2>
        {entries.length > 0 && (
          <Button variant="quiet" className="text-sm" onClick={talk.startOver}>
            {t("assistant.start_over")}
          </Button>
        )}
        <button
          type="button"
          onClick={close}
          aria-label={t("assistant.close")}
          className="hover:text-accent inline-flex size-11 items-center justify-center"
        >
          <Icon name="close" />
        </button>
        <p className="text-soft -mt-1 w-full text-sm">{t(isOffline ? "assistant.is_offline" : "assistant.is_ai")}</p>
      </header>
      <Log entries={entries}>
        {entries.length === 0 && !isBusy && <Welcome />}
        {entries.map((entry) => (
          <Said key={entry.key} entry={entry} addToCart={addToCart} />
        ))}
      </Log>
      <p role="status" className="sr-only">
        {inWords(t, status)}
      </p>
      <AskForm isOpen={isOpen} isBusy={isBusy} draft={draft} />
    </section>
  );
}

/** What is seen above a question. */
const ABOVE_PX = 16;
const LOG = "flex-1 overflow-y-auto overscroll-contain px-5 py-4";

/** Follows what is said to its end, but never past the last question: a long answer is read from its beginning. */
function follow(log: HTMLElement): void {
  const asked = [...log.querySelectorAll(":scope > p")].at(-1)?.getBoundingClientRect().top ?? Infinity;
  const past = asked - log.getBoundingClientRect().top - ABOVE_PX;
  log.scrollTop = Math.min(log.scrollHeight, log.scrollTop + past);
}

/** Speaks to nobody by itself: the status below it says each answer once. */
function Log({ entries, children }: { entries: Entry[]; children: ReactNode }) {
  const name = useT()("assistant.conversation");
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (log.current) follow(log.current);
  }, [entries]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={log} role="log" aria-live="off" aria-label={name} tabIndex={0} className={LOG}>
      {children}
    </div>
  );
}

function Welcome() {
  const t = useT();
  const path = usePlace();
  const suggestions = SUGGESTIONS.find(([pattern]) => pattern.test(path))?.[1] ?? GENERAL;
  return (
    <>
      <p>{t("assistant.welcome")}</p>
      <ul className="mt-4 grid gap-2">
        {suggestions.map((suggestion) => (
          <li key={suggestion}>
            <button
              type="button"
              onClick={() => talk.say(t(suggestion))}
              className="border-line hover:border-ink min-h-11 w-full rounded-[2px] border px-4 py-2 text-start"
            >
              {t(suggestion)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function AskForm({ isOpen, isBusy, draft }: { isOpen: boolean; isBusy: boolean; draft: string }) {
  const t = useT();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!isOpen || !box.current) return;
    box.current.focus();
    if (draft) box.current.value = draft;
  }, [isOpen, draft]);
  function send(event: { preventDefault: () => void }) {
    event.preventDefault();
    const message = box.current?.value.trim();
    if (!box.current || !message || isBusy) return;
    talk.say(message);
    box.current.value = "";
  }
  return (
    <form
      onSubmit={send}
      className="border-line flex items-end gap-2 border-t p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      <label className="flex-1">
        <span className="sr-only">{t("assistant.question")}</span>
        <textarea
          ref={box}
          rows={1}
          maxLength={MAX_MESSAGE}
          enterKeyHint="send"
          placeholder={t("assistant.placeholder")}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
          }}
          className="control block field-sizing-content max-h-32 resize-none"
        />
      </label>
      {isBusy ? (
        <Button variant="secondary" onClick={talk.stop}>
          {t("assistant.stop")}
        </Button>
      ) : (
        <Button type="submit">{t("assistant.ask")}</Button>
      )}
    </form>
  );
}

const offersProduct = ({ change, order }: Proposal, { id, name }: Product) =>
  change?.product.id === id || order?.lines.some(({ product_name }) => product_name === name);

type SaidProps = { entry: Entry; addToCart: FormAction };

function Said({ entry: { role, text, beside, problem }, addToCart }: SaidProps) {
  const t = useT();
  const { comparison, pages = [], proposals = [] } = beside;
  // What an offer shows already is not shown twice.
  const products = beside.products?.filter((product) => !proposals.some((one) => offersProduct(one, product))) ?? [];
  const orders = beside.orders?.filter(({ id }) => !proposals.some(({ order }) => order?.order_id === id)) ?? [];
  if (role === "user")
    return (
      <p className="bg-surface my-3 ms-auto w-fit max-w-[85%] rounded-[2px] px-4 py-2.5 wrap-anywhere whitespace-pre-wrap">
        <span className="sr-only">{t("assistant.you")} </span>
        {text}
      </p>
    );
  return (
    <div className="my-3">
      <p className="wrap-anywhere whitespace-pre-wrap">
        <span className="sr-only">{t("assistant.it")} </span>
        {text}
        {text === "" && problem === undefined && (
          <span className="text-soft motion-safe:animate-pulse">{t("assistant.looking")}</span>
        )}
      </p>
      {comparison && <ComparisonTable {...comparison} />}
      {!comparison && products.length > 0 && (
        <ul className="mt-2">
          {products.map((product) => (
            <ProductCard key={product.id} product={product} addToCart={addToCart} />
          ))}
        </ul>
      )}
      {orders.length > 0 && (
        <ul className="mt-2">
          {orders.map((order) => (
            <OrderCard key={order.id} order={order} />
          ))}
        </ul>
      )}
      {proposals.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} />
      ))}
      {pages.map(({ id, title, path }) => (
        <p key={id} className="mt-1 text-sm">
          {rich(t, "assistant.from_page", {
            page: () => (
              <Link href={path} prefetch={false} className="hover:text-accent underline underline-offset-4">
                {title}
              </Link>
            ),
          })}
        </p>
      ))}
      {problem !== undefined && (
        <div className="border-danger mt-2 border-s-4 ps-3">
          <p>{inWords(t, problem)}</p>
          <Button variant="quiet" onClick={talk.retry}>
            {t("assistant.ask_again")}
          </Button>
        </div>
      )}
    </div>
  );
}
