import { Fragment, type ReactNode, createElement } from "react";

import type { Said, Translate } from "@/model/translate";

type Key = Parameters<Translate>[0];
/** A value of the message, or what makes the element of a tag. */
type Values = Record<string, string | number | ((children: ReactNode) => ReactNode)>;

/** A message with elements in it: its tags are made by the functions of their names. */
export function rich(t: Translate, key: Key, values: Values): ReactNode {
  const given = Object.entries(values).filter(
    (entry): entry is [string, string | number] => typeof entry[1] !== "function",
  );
  const make = (said: readonly Said[]): ReactNode =>
    createElement(
      Fragment,
      null,
      ...said.map((piece) => {
        if (typeof piece === "string") return piece;
        const element = values["tag" in piece ? piece.tag : piece.name];
        const children = "tag" in piece ? make(piece.said) : null;
        return typeof element === "function" ? element(children) : children;
      }),
    );
  return make(t.say(key, Object.fromEntries(given)));
}
