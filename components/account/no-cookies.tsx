"use client";

import { useSyncExternalStore } from "react";

import { useT } from "#language";

import { Alert } from "../ui/alert";

const never = () => () => undefined;

/** In a form: says in time that nobody stays signed in where the browser keeps no cookie. Without scripts, the server looks. */
export function NoCookies() {
  const t = useT();
  const keepsCookies = useSyncExternalStore(
    never,
    () => navigator.cookieEnabled,
    () => true,
  );
  if (!keepsCookies) return <Alert tone="error">{t("account.no_cookies")}</Alert>;
  return (
    <noscript>
      <input type="hidden" name="scripts" value="off" />
    </noscript>
  );
}
