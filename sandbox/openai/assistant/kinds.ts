const THING = String.raw`(?:the|my|this|that|these|those|it|them|one|an?|two|three|\d+)`;
const PLACED = "(?:first|second|third|fourth|fifth|last)";

/** What people want of a shop, by how they say it; the first that fits is meant. */
const KINDS = {
  identity:
    /\b(who|what) (are|r) you\b|\bare you (an? |the )?(real|ai|bot|robot|human|person|machine|chatgpt)\b|\byour name\b|\bam i (talking|speaking|chatting)\b|\b(talk|speak|chat) (to|with) (an? |some)?(human|person|one|body|agent)\b/,
  help: /^\W*help\W*$|\bwhat can (you|i) (do|ask)\b|\bhow (can|do) you (help|work)\b/,
  compare: /\bcompar|\bdiffer(ence)?\b|\bversus\b|\bvs\b|\bwhich (one )?is (better|nicer|bigger|smaller)\b/,
  checkout: /\bcheck ?out\b|\bplace (an|the|my) order\b|\bready to (pay|buy)\b|\b(want|like) to pay\b/,
  return: new RegExp(`\\b(return|send back) ${THING}\\b(?!.*\\b(if|policy)\\b)|\\b(want|like|need) to return\\b`),
  reorder: /\b(re-?order|order|buy|get|have)\b.*\b(again|once more)\b|\bre-?order\b/,
  orders:
    /\b(my|the|last|latest) (order|orders|package|parcel|delivery|purchase|shipment)\b|\btrack\b|\border (status|number)\b|\b[a-z]{2}-[0-9a-z]{4}-[0-9a-z]{4}\b/,
  policy:
    /\bdeliver|\bship(s|ped|ping)?\b|\bpostage\b|\breturns?\b|\brefunds?\b|\bexchange\b|\bmoney back\b|\bsend\b.*\bback\b|\bpay(s|ing|ment|ments|pal)?\b|\b(credit|debit) cards?\b|\bprivacy\b|\bpolic(y|ies)\b/,
  cart: /^\W*((what|show|see|view|open|how)\b.*\b)?(my|the) (shopping )?(cart|basket|bag)\b/,
  remove: /\b(remove|delete|get rid of)\b|\btake\b.*\bout\b|\b(clear|empty|drop) (it|that|this|my|the)\b/,
  change:
    /\b(change|update|increase|decrease|reduce)\b|\b(make|set) (it|that|them|the)\b.*\b(\d+|one|two|three|four|five|six)\b/,
  add: new RegExp(
    `\\b(add|put)\\b|\\b(into|in|to) (my|the) (cart|basket|bag)$|\\b(take|buy|order|want) (it|that|this|them|the ${PLACED})\\b|\\bi('ll| will) (take|buy)\\b`,
  ),
  detail:
    /\b(tell me|more) about\b|\bdetails\b|\bdescribe\b|\bmade (of|from|in)\b|\bmaterial\b|\bdishwasher\b|\bwash\b|\bcare for\b|\bhow (big|large|tall|heavy|wide|much (is|are|does))\b|\bdimensions\b|^\W*(is|are|does|do|can) (the|this|that|it|they)\b|\byou have (the|this|that|it)\b|\bi (like|love) (it|this|that|them)\b|\b(come|available) in\b|\b(what|which) (sizes|colou?rs)\b/,
  assortment:
    /\bwhat (else )?(do|can) (you|i) (sell|have|offer|buy|get)\b|\bcategor(y|ies)\b|\bcatalog|\bassortment\b|\bdepartments\b/,
} as const;
export type SpokenKind = keyof typeof KINDS;

const ASKING =
  /\b(find|show|search|look|looking|need|want|like|any|recommend|suggest|gifts?|presents?|sell|have|got|something|buy|cheap\w*)\b/;
const THANKS = /\b(thanks?|thank you|thx|cheers|perfect|great|bye|goodbye)\b/;
/** What begins anew, even where the words could say more about what was asked before. */
const ANEW = /\b(anything|something|products?|things?|gifts?|presents?|what's new)\b(?!.*\bcheaper\b)/;
const GREETING = /\b(hi|hello|hey|good (morning|afternoon|evening)|greetings)\b/;

const TOPICS = {
  delivery: /\bdeliver|\bship|\bpostage\b/,
  returns: /\breturn|\brefund|\bexchange\b|\bmoney back\b|\bsend\b.*\bback\b/,
  payment: /\bpay|\bcards?\b/,
  privacy: /\bprivacy\b/,
} as const;
export type Topic = keyof typeof TOPICS;

const plain = (said: string) => said.toLowerCase().replaceAll("’", "'");
const firstOf = <Name extends string>(patterns: Record<Name, RegExp>, said: string) =>
  (Object.keys(patterns) as Name[]).find((name) => patterns[name].test(plain(said)));

export const spokenKind = (said: string): SpokenKind | undefined => firstOf(KINDS, said);
/** What the shop has a page of text about. */
export const topicOf = (said: string): Topic | undefined => firstOf(TOPICS, said);
/** Whether they ask for something, and do not merely say words that may be the name of a thing. */
export const isRequest = (said: string) => ASKING.test(plain(said));
export const isAnew = (said: string) => ANEW.test(plain(said));
export const isThanks = (said: string) => THANKS.test(plain(said));
export const isGreeting = (said: string) => GREETING.test(plain(said));
