"use client";

import clsx from "clsx";
import { useState } from "react";

import { useT } from "#language";

import { Button } from "./button";
import { Icon } from "./icon";
import { useReady } from "./use-ready";

type Props = {
  /** The address to pass on: that of the page where it is left out. */
  url?: string;
  title: string;
  text: string;
  variant?: "secondary" | "quiet";
  className?: string;
};

/** Passes an address on as the device does it, or copies it. */
export function ShareButton({ url, title, text, variant = "secondary", className }: Props) {
  const t = useT();
  const isReady = useReady();
  const [told, setTold] = useState("");
  const share = async () => {
    const address = url ?? location.href;
    try {
      if (matchMedia("(pointer: coarse)").matches && "share" in navigator)
        return await navigator.share({ title, url: address });
      await navigator.clipboard.writeText(address);
      setTold(t("ui.share.copied"));
    } catch (error) {
      // Who closes the device's own dialog has changed their mind.
      if (!(error instanceof DOMException && error.name === "AbortError")) setTold(t("ui.share.copy"));
    }
    return undefined;
  };
  return (
    <span className={clsx("inline-flex flex-wrap items-center gap-x-3 noscript:hidden", className)}>
      <Button variant={variant} disabled={!isReady} onClick={() => void share()} className="disabled:opacity-100!">
        <Icon name="share" className="size-5" />
        {text}
      </Button>
      <span role="status" className="text-soft text-sm">
        {told}
      </span>
    </span>
  );
}
