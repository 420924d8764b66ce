"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import { useT } from "#language";

const EVERY_MS = 2000;
const TRIES = 15;

/** Looks again every two seconds, and after half a minute leaves it to the mail. */
export function Waiting() {
  const t = useT();
  const router = useRouter();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries >= TRIES) return undefined;
    const timer = setTimeout(() => {
      router.refresh();
      setTries(tries + 1);
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [router, tries]);
  return (
    <p role="status" className="text-soft mx-auto mt-4 max-w-md">
      {t(tries < TRIES ? "checkout.waiting.bank" : "checkout.waiting.long")}
    </p>
  );
}
