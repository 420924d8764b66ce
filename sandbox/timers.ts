/** Work for later: it keeps no process alive, and is dropped when the sandbox stops. */
export class Timers {
  readonly #waiting = new Set<NodeJS.Timeout>();
  #stopped = false;

  get stopped(): boolean {
    return this.#stopped;
  }

  later(run: () => void, pauseMs = 0): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      run();
    }, pauseMs);
    timer.unref();
    this.#waiting.add(timer);
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#waiting) clearTimeout(timer);
  }
}
