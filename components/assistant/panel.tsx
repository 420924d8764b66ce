import { type ReactNode, useEffect, useRef } from "react";

import { usePlace } from "@/components/language/client";
import { Link } from "@/components/ui/link";
import type { FormAction } from "@/model/forms";

import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { ComparisonTable, OrderCard, ProductCard } from "./cards";
import { ProposalCard } from "./proposal-card";
import { type Entry, talk, useTalk } from "./talk";

const MAX_MESSAGE = 2000;
const GENERAL = [
  "A gift under 50 dollars for someone who drinks tea",
  "Where is my order?",
  "What is your return policy?",
];
const SUGGESTIONS: [path: RegExp, suggestions: string[]][] = [
  [/^\/products\/./, ["What is it made of?", "How long does delivery take?", "Put one in my cart"]],
  [/^\/cart/, ["What is in my cart?", "How much is delivery?", "I am ready to check out"]],
  [/^\/orders/, ["Where is my order?", "I want to return something", "What is your return policy?"]],
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
      <header className="border-line flex items-start gap-2 border-b py-2 ps-5 pe-2">
        <div className="flex-1 py-1.5">
          <h2 id="assistant-title" className="text-2xl leading-tight">
            Ask the shop
          </h2>
          <p className="text-soft text-sm">
            {isOffline
              ? "Offline assistant (no AI model)"
              : "An AI assistant: it can be wrong, and never buys for you."}
          </p>
        </div>
        {entries.length > 0 && (
          <Button variant="quiet" className="text-sm" onClick={talk.startOver}>
            Start over
          </Button>
        )}
        <button
          type="button"
          onClick={close}
          aria-label="Close the assistant"
          className="hover:text-accent inline-flex size-11 items-center justify-center"
        >
          <Icon name="close" />
        </button>
      </header>
      <Log entries={entries}>
        {entries.length === 0 && !isBusy && <Welcome />}
        {entries.map((entry) => (
          <Said key={entry.key} entry={entry} addToCart={addToCart} />
        ))}
      </Log>
      <p role="status" className="sr-only">
        {status}
      </p>
      <AskForm isOpen={isOpen} isBusy={isBusy} draft={draft} />
    </section>
  );
}

const LOG = "flex-1 overflow-y-auto overscroll-contain px-5 py-4";

/** Speaks to nobody by itself: the status below it says each answer once. It follows what is said. */
function Log({ entries, children }: { entries: Entry[]; children: ReactNode }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [entries]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div role="log" aria-live="off" aria-label="Conversation" tabIndex={0} className={LOG}>
      {children}
      <div ref={end} />
    </div>
  );
}

function Welcome() {
  const path = usePlace();
  const suggestions = SUGGESTIONS.find(([pattern]) => pattern.test(path))?.[1] ?? GENERAL;
  return (
    <>
      <p>I find and compare things, tell how your orders stand, and fill your cart if you confirm it.</p>
      <ul className="mt-4 grid gap-2">
        {suggestions.map((suggestion) => (
          <li key={suggestion}>
            <button
              type="button"
              onClick={() => talk.say(suggestion)}
              className="border-line hover:border-ink min-h-11 w-full rounded-[2px] border px-4 py-2 text-start"
            >
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function AskForm({ isOpen, isBusy, draft }: { isOpen: boolean; isBusy: boolean; draft: string }) {
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
        <span className="sr-only">Your question</span>
        <textarea
          ref={box}
          rows={1}
          maxLength={MAX_MESSAGE}
          enterKeyHint="send"
          placeholder="What are you looking for?"
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
          }}
          className="control block field-sizing-content max-h-32 resize-none"
        />
      </label>
      {isBusy ? (
        <Button variant="secondary" onClick={talk.stop}>
          Stop
        </Button>
      ) : (
        <Button type="submit">Ask</Button>
      )}
    </form>
  );
}

type SaidProps = { entry: Entry; addToCart: FormAction };

function Said({ entry: { role, text, beside, problem }, addToCart }: SaidProps) {
  const { products = [], comparison, orders = [], pages = [], proposals = [] } = beside;
  if (role === "user")
    return (
      <p className="bg-surface my-3 ms-auto w-fit max-w-[85%] rounded-[2px] px-4 py-2.5 wrap-anywhere whitespace-pre-wrap">
        <span className="sr-only">You: </span>
        {text}
      </p>
    );
  return (
    <div className="my-3">
      <p className="wrap-anywhere whitespace-pre-wrap">
        <span className="sr-only">The assistant: </span>
        {text}
        {text === "" && problem === undefined && <span className="text-soft motion-safe:animate-pulse">Looking…</span>}
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
            <OrderCard key={order.id} {...order} />
          ))}
        </ul>
      )}
      {proposals.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} />
      ))}
      {pages.map(({ id, title, path }) => (
        <p key={id} className="mt-1 text-sm">
          From our page{" "}
          <Link href={path} prefetch={false} className="hover:text-accent underline underline-offset-4">
            {title}
          </Link>
        </p>
      ))}
      {problem !== undefined && (
        <p className="border-danger mt-2 border-s-4 ps-3">
          {problem}{" "}
          <Button variant="quiet" onClick={talk.retry}>
            Ask again
          </Button>
        </p>
      )}
    </div>
  );
}
