/** Asks the assistant to open, with a question to begin with as its detail. */
export const ASK_EVENT = "shop:ask";
