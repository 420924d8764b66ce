import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";

/** As long as nobody notices: words come twenty times a second. */
const PAUSE_MS = 50;

/**
 * A fetch whose answer is read in gulps once `isSpeaking`: what comes during a pause is read at once after it. A model
 * says a word every few milliseconds, and each would wake the reader, the SDK, the shop and whoever listens.
 */
export const fetchInGulps =
  (isSpeaking: () => boolean): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    const gulps = new TransformStream<Uint8Array, Uint8Array>({
      async transform(piece, controller) {
        controller.enqueue(piece);
        // The reader hears this piece before it is known whether it speaks.
        await turn();
        // Whoever stops listening does not wait either.
        if (isSpeaking()) await pause(PAUSE_MS, undefined, { signal: init?.signal ?? undefined });
      },
    });
    return new Response(response.body?.pipeThrough(gulps), response);
  };
