"use client";

import { useT } from "#language";

import { Button } from "../ui/button";

export const PrintButton = () => (
  <Button variant="secondary" onClick={() => window.print()} className="noscript:hidden">
    {useT()("account.print")}
  </Button>
);
