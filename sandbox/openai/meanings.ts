/** Words that belong together, under what they have in common: what the sandbox's embeddings know of the world. */
const MEANINGS: Record<string, string> = {
  drinking:
    "tea coffee espresso cocoa latte mug cup tumbler beaker yunomi drink beverage sip brew thirsty kettle teapot breakfast",
  eating:
    "bowl plate dish soup noodle ramen salad dinner lunch serve meal food eat table tableware crockery pasta cereal",
  flowers: "vase flower bouquet stem bloom plant branch tulip rose garden florist posy amphora jar",
  light: "lamp light pendant lantern glow bulb shade dark evening bright reading lighting bedside chandelier",
  scent: "candle incense scent fragrance wax smell aroma taper relax spa",
  warmth: "throw blanket cushion pillow wool cosy cozy winter warm sofa couch snuggle cold beanie hygge soft",
  floor: "rug carpet mat floor woven",
  clothing: "tee shirt tshirt apron beanie tote wear clothes clothing garment outfit sweater hat cap bag apparel",
  wall: "print poster art wall picture painting frame decor gallery landscape",
  washing: "towel bath bathroom shower linen wash kitchen dry",
  camping: "camp camping outdoor hike hiking enamel tent picnic",
  order: "bookend book shelf library stand storage tidy organise",
};

const words = new Map<string, string[]>();
for (const [meaning, list] of Object.entries(MEANINGS))
  for (const word of list.split(" ")) words.set(word, [...(words.get(word) ?? []), meaning]);

/** What a word has to do with. */
export const meaningsOf = (word: string): string[] =>
  words.get(word) ?? words.get(word.replace(/(?<=\w{2})s$/, "")) ?? words.get(word.replace(/(?<=\w{2})es$/, "")) ?? [];
