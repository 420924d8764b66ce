"use client";

import { Button } from "../ui/button";
import { useReady } from "../ui/use-ready";
import { ASK_EVENT } from "./ask-event";

/** Opens the assistant with a question that is written already, to be sent or changed. */
export function AskAssistant({ question }: { question: string }) {
  const isReady = useReady();
  return (
    <Button disabled={!isReady} onClick={() => dispatchEvent(new CustomEvent(ASK_EVENT, { detail: question }))}>
      Ask the shop for help
    </Button>
  );
}
