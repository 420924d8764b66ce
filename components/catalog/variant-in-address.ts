import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/** The chosen variant is part of the address, so that it can be sent to someone and survives a reload. */
export function useVariantInAddress(asked: string) {
  const search = useSyncExternalStore(
    subscribe,
    () => location.search,
    // What the server was asked for, where the page was made for one variant.
    () => asked,
  );
  const name = (sku: string) => {
    const address = new URL(location.href);
    for (const option of ["color", "size"]) address.searchParams.delete(option);
    address.searchParams.set("variant", sku);
    history.replaceState(null, "", address);
    changed();
  };
  return [new URLSearchParams(search), name] as const;
}
