"use client";

import { useT } from "#language";

import { Button } from "../ui/button";
import { useReady } from "../ui/use-ready";
import { ASK_EVENT } from "./ask-event";

/** Opens the assistant with a question that is written already, to be sent or changed. */
export function AskAssistant({ question }: { question: string }) {
  const t = useT();
  const isReady = useReady();
  return (
    <Button disabled={!isReady} onClick={() => dispatchEvent(new CustomEvent(ASK_EVENT, { detail: question }))}>
      {t("assistant.ask_for_help")}
    </Button>
  );
}
