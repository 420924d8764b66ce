const set = (words: string) => new Set(words.trim().split(/\s+/));

/** Words that say nothing about a thing. */
export const FILLERS = set(`
  a about add after again all also am an and another any anybody anyone anything are around as ask at aunt available
  away back basket be beautiful because been best better between big bigger bit boss both boyfriend bring brother
  buck but buy by can cart change cheap cheaper cheapest check choose colleague color colour come compare comparison
  cost could coworker currently dad daughter days dear decrease delete describe detail did differ difference
  different dimension dishwasher do does doesn't dollar don't drink drop each either else empty enjoy enough euro
  everything expensive explain fan father favorite favourite few find first for friend from get gift girlfriend give
  go good got grandma grandpa great had has have he heavy hello help her hers hey hi him his home house how husband
  i i'd i'll i'm idea if in increase info information instead into is isn't it it's item its just keep kid kind know
  large larger least let like link list little living look looking lot love lovely made make many material may maybe
  me mean microwave might mine mom more most mother much mum my name need new next nice no not now of off offer on
  one only open option or order other our out over own parent partner please popular possible present pretty price
  product put quantity question quite range rather really recommend recommendation reduce remove return room s safe
  sale say search see sell send set she shop should show sister size small smaller so some somebody someone
  something son sort stock store stuff suggest suggestion suit sure take tall tell than thank thanks that that's the
  their them then there these they thing think this those to too try uncle under up update us usd use very want was
  wash way we well were what what's when where which who wide wife will wish with within wonder would yes you your
`);

export const NUMBERS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  "a couple of": 2,
  "a pair of": 2,
  "a dozen": 12,
  both: 2,
};

/** Places in a list that was shown; -1 is the last. */
export const PLACES: Record<string, number> = {
  first: 1,
  former: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  last: -1,
  latter: -1,
};

/** Colors by the word for them, and the names that shops give to their shades. */
const SHADES = new Map(
  Object.entries({
    green: ["Moss", "Sage", "Forest", "Green"],
    blue: ["Ink", "Sky", "Navy", "Blue"],
    white: ["Chalk", "Bone", "Ivory", "White"],
    beige: ["Oat", "Sand", "Natural", "Beige"],
    red: ["Rust", "Terracotta", "Brick", "Red"],
    orange: ["Terracotta", "Rust", "Apricot", "Orange"],
    yellow: ["Ochre", "Butter", "Mustard", "Yellow"],
    pink: ["Blush", "Rose", "Pink"],
    purple: ["Plum", "Lilac", "Purple"],
    brown: ["Walnut", "Clay", "Brown"],
    grey: ["Slate", "Fog", "Charcoal", "Grey"],
    black: ["Black", "Charcoal", "Ink"],
  }),
);
const NAMED = new Set([...[...SHADES.values()].flat(), "Celadon", "Olive", "Mint", "Cream", "Teal", "Turquoise"]);

/** The names by which a shop may have the color that a word means; none for a word that is no color. */
export function colorsOf(word: string): string[] {
  const family = SHADES.get(word === "gray" ? "grey" : word);
  const name = word.charAt(0).toUpperCase() + word.slice(1);
  return family ?? (NAMED.has(name) ? [name] : []);
}

/** What else to look for when somebody asks for this. */
export const RELATED = new Map(
  Object.entries({
    tea: ["cup"],
    coffee: ["mug"],
    carpet: ["rug"],
    blanket: ["throw"],
    pillow: ["cushion"],
    crockery: ["plate", "bowl"],
    tableware: ["plate", "bowl"],
    clothes: ["wear"],
    clothing: ["wear"],
    "t-shirt": ["tee"],
    tshirt: ["tee"],
    shirt: ["tee"],
    light: ["lamp"],
    poster: ["print"],
    picture: ["print"],
    painting: ["print"],
    cook: ["kitchen", "bowl"],
    cooking: ["kitchen", "bowl"],
    bake: ["kitchen", "bowl"],
    baking: ["kitchen", "bowl"],
    flower: ["vase"],
    plant: ["vase"],
    gardening: ["vase"],
    read: ["lamp", "book"],
    reading: ["lamp", "book"],
    cozy: ["throw", "cushion"],
    cosy: ["throw", "cushion"],
    winter: ["wool"],
    camping: ["outdoor"],
    hiking: ["outdoor"],
    anniversary: ["gift"],
    birthday: ["gift"],
    christmas: ["gift"],
    housewarming: ["gift"],
    wedding: ["gift"],
    bathroom: ["towel"],
    sofa: ["cushion"],
  }),
);

/** Ways to look for words: as they are, and with each other word for one of them. */
export function alternativesOf(words: string[], related: ReadonlyMap<string, string[]>): string[][] {
  const others = words.flatMap((word) =>
    (related.get(word) ?? []).map((other) => words.with(words.indexOf(word), other)),
  );
  return [words, ...others];
}

/** mugs: mug, dishes: dish, berries: berry */
export const singular = (word: string) =>
  word
    .replace(/(?<=\w{2})ies$/, "y")
    .replace(/(?<=sh|ch|ss|x)es$/, "")
    .replace(/(?<=\w{2}[^su])s$/, "");
