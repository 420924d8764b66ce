"use client";

import { Button } from "../ui/button";

export const PrintButton = () => (
  <Button variant="secondary" onClick={() => window.print()} className="noscript:hidden">
    Print
  </Button>
);
