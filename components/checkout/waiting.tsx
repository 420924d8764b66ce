"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const EVERY_MS = 2000;
const TRIES = 15;

/** Looks again every two seconds, and after half a minute leaves it to the mail. */
export function Waiting() {
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
      {tries < TRIES
        ? "The bank is still working on it. This page goes on by itself; you need not do anything."
        : "It takes longer than usual. We will e-mail you as soon as it is through; you may close this page."}
    </p>
  );
}
