import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";

import { expect, test } from "vitest";

import { newFolder } from "./shop";

const STARTS = 6;
const ROUNDS = 20;

const nextMessage = (child: ChildProcess) => new Promise<unknown>((resolve) => child.once("message", resolve));

test("of starts on one folder at one moment exactly one is given it", async () => {
  const children = Array.from({ length: STARTS }, () => fork(path.join(import.meta.dirname, "locker.mjs")));
  await Promise.all(children.map(nextMessage));
  const winners: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const answers = children.map(nextMessage);
    const order = { folder: newFolder(), at: Date.now() + 20 };
    for (const child of children) child.send(order);
    winners.push((await Promise.all(answers)).filter((isGiven) => isGiven === true).length);
  }
  for (const child of children) child.kill();
  expect(winners).toEqual(Array.from({ length: ROUNDS }, () => 1));
});
