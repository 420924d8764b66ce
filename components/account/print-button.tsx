"use client";

import { useT } from "#language";

import { Button } from "../ui/button";
import { useReady } from "../ui/use-ready";

export const PrintButton = () => (
  <Button
    variant="secondary"
    disabled={!useReady()}
    onClick={() => window.print()}
    className="disabled:opacity-100! noscript:hidden"
  >
    {useT()("account.print")}
  </Button>
);
