import { measureGrowth, measureReads } from "./api.mjs";
import { measureAssistant } from "./assistant.mjs";
import { measureMoney } from "./money.mjs";
import { measureSearch } from "./search.mjs";
import { measureSizes } from "./sizes.mjs";
import { measureMemory, measurePages } from "./speed.mjs";

/** What is measured of an open shop, in this order: memory while it is young, and last what fills its database. */
export const PARTS = {
  memory: { title: "Visiting all of it", measure: measureMemory },
  pages: { title: "Loading pages", measure: measurePages },
  sizes: { title: "Weighing pages", measure: measureSizes },
  api: { title: "Loading the API", measure: measureReads },
  search: { title: "Loading searches", measure: measureSearch },
  list: { title: "Loading the list", measure: measureGrowth },
  assistant: { title: "Asking the assistant", measure: measureAssistant },
  money: { title: "Selling and being paid", measure: measureMoney },
};
