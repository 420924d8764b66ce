"use client";

import { type RefObject, useState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";

import { Icon } from "../ui/icon";
import { Photo } from "../ui/photo";
import { isSlashOn, switchSlash } from "./kept-searches";
import { type Group, type Option, marked } from "./options";
import { LIST, idOf, useCombobox } from "./use-combobox";

type Props = { input: RefObject<HTMLInputElement | null> };

/** The list below the search; the field stays an ordinary field. */
export default function Suggestions({ input }: Props) {
  const { text, groups, active, isOpen, recent, choose, forget, isSettled } = useCombobox(input);
  const t = useT();
  const count = groups.reduce((total, { options }) => total + options.length, 0);
  return (
    <>
      <p role="status" className="sr-only">
        {isOpen && isSettled ? t("search.suggestion_count", { count }) : ""}
      </p>
      <div
        hidden={!isOpen}
        className="bg-paper border-edge absolute start-0 top-full z-30 mt-2 w-full overflow-hidden rounded-[2px] border shadow-xl lg:w-[26rem]"
      >
        <div
          id={LIST}
          role="listbox"
          aria-label={t("search.suggestions")}
          className="max-h-[min(32rem,70dvh)] overflow-y-auto py-2"
        >
          <Groups {...{ groups, active, text, choose }} />
        </div>
        <Foot
          hasRecent={!text && recent.length > 0}
          forget={() => {
            forget();
            input.current?.focus();
          }}
        />
      </div>
    </>
  );
}

type GroupsProps = { groups: Group[]; active: number; text: string; choose: (option: Option) => void };

function Groups({ groups, active, text, choose }: GroupsProps) {
  let index = -1;
  return groups.map(({ name, options }) => (
    <div key={name} role="group" aria-label={name} className="mb-1">
      <p aria-hidden="true" className="text-soft px-4 pt-2 pb-1 text-sm">
        {name}
      </p>
      {options.map((option) => {
        index += 1;
        return <Row key={option.key} id={idOf(index)} isActive={index === active} {...{ option, text, choose }} />;
      })}
    </div>
  ));
}

type RowProps = { option: Option; id: string; isActive: boolean; text: string; choose: (option: Option) => void };

function Row({ option, id, isActive, text, choose }: RowProps) {
  const { href, image, price, search } = option;
  return (
    <a
      id={id}
      role="option"
      aria-selected={isActive}
      href={href}
      tabIndex={-1}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        choose(option);
      }}
      className="hover:bg-surface aria-selected:bg-surface aria-selected:outline-ink flex min-h-11 items-center gap-3 px-4 py-1.5 aria-selected:outline-2 aria-selected:-outline-offset-2"
    >
      {image ? (
        <Photo image={image} alt="" sizes="3rem" className="h-12 w-10 shrink-0" />
      ) : (
        <Icon name={search === undefined ? "arrow" : text ? "search" : "clock"} className="text-soft size-4 shrink-0" />
      )}
      <span className="min-w-0 flex-1">
        {marked(option.text, text).map((part, place) =>
          part.isMarked ? (
            <mark key={place} className="text-ink bg-transparent font-semibold">
              {part.text}
            </mark>
          ) : (
            <span key={place}>{part.text}</span>
          ),
        )}
      </span>
      {price && <span className="text-soft tabular-nums">{price}</span>}
    </a>
  );
}

const QUIET = "hover:text-accent min-h-9 underline underline-offset-4";

function Foot({ hasRecent, forget }: { hasRecent: boolean; forget: () => void }) {
  const t = useT();
  const [isOn, setOn] = useState(isSlashOn);
  return (
    <p
      className={`border-line text-soft flex-wrap items-center gap-x-4 border-t px-4 py-1.5 text-sm pointer-fine:flex ${hasRecent ? "flex" : "hidden"}`}
    >
      {hasRecent && (
        <button type="button" onClick={forget} className={QUIET}>
          {t("search.forget")}
        </button>
      )}
      <span className="ms-auto hidden items-center gap-3 pointer-fine:flex">
        {isOn ? (
          <span>
            {rich(t, "search.slash_on", {
              key: (text) => <kbd className="border-edge rounded-[2px] border px-1.5">{text}</kbd>,
            })}
          </span>
        ) : (
          t("search.slash_off")
        )}
        <button
          type="button"
          onClick={() => {
            switchSlash(!isOn);
            setOn(!isOn);
          }}
          className={QUIET}
        >
          {t(isOn ? "search.switch_off" : "search.switch_on")}
        </button>
      </span>
    </p>
  );
}
