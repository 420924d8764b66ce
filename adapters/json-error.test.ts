import { expect, test } from "vitest";

import { jsonError } from "./json-error";

test.each([
  ["{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
  ['{"a":1,}', "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"],
  ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
  ['{"a":1 "b":2}', "Expecting ',' delimiter: line 1 column 8 (char 7)"],
  ["[1,2", "Expecting ',' delimiter: line 1 column 5 (char 4)"],
  ['{"a":1}\n{', "Extra data: line 2 column 1 (char 8)"],
  ['{"a":"b', "Unterminated string starting at: line 1 column 6 (char 5)"],
  ['{"a":', "Expecting value: line 1 column 6 (char 5)"],
])("%j is told in Python's words: %s", (text, expected) => {
  let message = "";
  try {
    JSON.parse(text);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(jsonError(text, message)).toBe(expected);
});
