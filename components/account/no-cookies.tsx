"use client";

import { useSyncExternalStore } from "react";

import { useT } from "#language";

import { Alert } from "../ui/alert";

const never = () => () => undefined;

/** Says in time that nobody stays signed in where the browser keeps no cookie. */
export function NoCookies() {
  const t = useT();
  const keepsCookies = useSyncExternalStore(
    never,
    () => navigator.cookieEnabled,
    () => true,
  );
  if (keepsCookies) return null;
  return <Alert tone="error">{t("account.no_cookies")}</Alert>;
}
