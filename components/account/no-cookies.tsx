"use client";

import { useSyncExternalStore } from "react";

import { Alert } from "../ui/alert";

const never = () => () => undefined;

/** Says in time that nobody stays signed in where the browser keeps no cookie. */
export function NoCookies() {
  const keepsCookies = useSyncExternalStore(
    never,
    () => navigator.cookieEnabled,
    () => true,
  );
  if (keepsCookies) return null;
  return (
    <Alert tone="error">
      Your browser does not let this shop keep a cookie, and nobody can stay signed in without one. Allow cookies for
      this site and load the page again.
    </Alert>
  );
}
