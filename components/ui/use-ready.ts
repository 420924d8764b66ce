import { useSyncExternalStore } from "react";

const never = () => () => {};
/** Whether scripts are there: what does nothing without them is switched off until then. */
export const useReady = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
