/** What was opened and must be closed, the newest first, once, whoever asks. */
export function closingStack() {
  const undos = [];
  let closed;
  const close = (code) => {
    closed ??= (async () => {
      for (const undo of undos.toReversed()) await undo();
    })();
    return closed.then(() => (code === undefined ? undefined : process.exit(code)));
  };
  const onSignal = () => {
    if (!closed) console.log("\n  Stopping…");
    void close(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  process.on("disconnect", onSignal);
  return {
    close,
    /** Something that was still opening when the rest was closed is closed at once. */
    add: (undo) => (closed ? void undo() : undos.push(undo)),
  };
}
