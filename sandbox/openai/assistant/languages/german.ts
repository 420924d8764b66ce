import { fillers, gloss, option, related, stem } from "./german-words.ts";
import { type Language, finder } from "./language.ts";
const TOPICS = { delivery: "Lieferung", returns: "Rückgabe", payment: "Zahlung", privacy: "Datenschutz" };

export const german: Language = {
  gloss,
  fillers,
  related,
  singular: stem,
  has: finder("s|es|n|en|e|er|ern", true),
  option,
  say: {
    identity:
      "Ich bin der Offline-Assistent dieses Shops: ein kleines Programm mit Regeln, ohne KI-Modell. Ich suche im Sortiment, sehe in Ihren Warenkorb und Ihre Bestellungen und kenne die Regeln des Shops.",
    help: "Sagen Sie mir, was Sie suchen, mit Farbe, Größe oder Preis, und ich sehe nach. Fragen Sie nach einem Produkt, lassen Sie mich zwei vergleichen, oder fragen Sie nach Ihrem Warenkorb, Ihren Bestellungen, Lieferung und Rückgabe.",
    greeting: "Hallo! Was suchen Sie?",
    thanks: "Gern geschehen. Kann ich noch etwas tun?",
    puzzled:
      "Das habe ich nicht verstanden: Ich bin nur der Offline-Assistent. Nennen Sie ein Ding mit Farbe oder Preis, etwa einen grünen Becher unter 40 Euro, oder fragen Sie nach Ihrem Warenkorb, Ihren Bestellungen, Lieferung oder Rückgabe.",
    unable: "Das kann ich von hier aus nicht.",
    which: "Der Name genügt: Welches Produkt meinen Sie?",
    and: "und",
    or: "oder",
    refused: (why) => `Das ging nicht. ${why}`,
    confirm: (question) => `${question} Bestätigen Sie es, dann ist es getan.`,
    size: (size) => `Größe ${size}`,

    policyPage: (topic) => `Die Antwort steht auf unserer Seite über ${TOPICS[topic]}.`,
    whichPolicy: "Meinen Sie Lieferung, Rückgabe, Zahlung oder Datenschutz?",
    assortment: (categories) => `Wir haben ${categories}. Was möchten Sie sehen?`,

    nothing: (words, limits) => `Ich habe nichts gefunden${words ? ` zu: ${words}` : ""}${limits}.`,
    otherWords: "Können Sie es anders sagen?",
    near: (nothing, names, count) => `${nothing} ${names} ${count > 1 ? "kommen" : "kommt"} dem nahe.`,
    begin: (names) => `Sie könnten anfangen mit ${names}.`,
    fits: (names, count, limits, byPrice) =>
      `${names} ${count > 1 ? "passen" : "passt"} am besten${limits}${byPrice ? ", nach dem Preis geordnet" : ""}.`,
    limits: {
      color: (color) => ` in ${color}`,
      size: (size) => ` in Größe ${size}`,
      price: " zu diesem Preis",
      sale: ", reduziert",
    },

    onPage: (name) => `Welche Ausführungen es von ${name} gibt, steht auf der Seite des Produkts.`,
    notMade: (name, asked, made) =>
      `${name} gibt es nicht in ${asked}. ${made ? `Es gibt ${made}.` : "Es gibt nur eine Ausführung."}`,
    made: (name, choice) => `Ja, ${name} gibt es in ${choice}. Die Seite zeigt, was auf Lager ist.`,
    kinds: (name, kinds) =>
      kinds.length > 0 ? `${name} gibt es in ${kinds.join("; in ")}.` : `${name} gibt es nur in einer Ausführung.`,
    price: (name) => `Was ${name} kostet, steht auf der Karte.`,
    noMore: "Mehr als auf der Seite steht, weiß ich nicht.",
    labels: { material: "Material", dimensions: "Maße", care: "Pflege", origin: "Herkunft" },
    whichTwo: "Die Namen genügen: Welche zwei soll ich vergleichen?",
    whichOne: (names) => `Welches meinen Sie: ${names}?`,
    gone: (name) => `${name} finde ich nicht mehr.`,
    notFound: (words) => `Zu ${words} finde ich kein Produkt. Wie heißt es?`,

    emptyCart: "Ihr Warenkorb ist leer.",
    cart: (lines) => `In Ihrem Warenkorb: ${lines}.`,
    checkOut: "Hier geht es zur Kasse. Bestellt wird erst, wenn Sie es dort sagen.",
    noCheckOut: "Zur Kasse geht es aus Ihrem Warenkorb.",
    add: (quantity, name) => `${quantity} × ${name} in Ihren Warenkorb legen?`,
    whichColor: (name, colors) => `${name} gibt es in ${colors}. Welche Farbe soll es sein?`,
    whichSize: (name, sizes) => `${name} gibt es in ${sizes}. Welche Größe soll es sein?`,
    remove: (lines) => `${lines} aus Ihrem Warenkorb nehmen?`,
    howMany: (line) => `Wie viele sollen es sein von ${line}?`,
    change: (quantity, line) => `Auf ${quantity} × ${line} ändern?`,
    notInCart: (lines) => `Das sehe ich nicht in Ihrem Warenkorb: Darin ist ${lines}.`,

    states: {
      pending: "wartet auf die Zahlung",
      processing: "wartet darauf, dass die Bank die Zahlung bestätigt",
      cancelling: "wird gerade storniert",
      paid: "ist bezahlt und liegt auf unserem Packtisch",
      review: "wird von uns geprüft",
      shipped: "ist unterwegs zu Ihnen",
      delivered: "ist angekommen",
      cancelled: "wurde storniert",
      refund_pending: "wird gerade erstattet",
      refunded: "wurde erstattet",
      charged_back: "wurde zurückgebucht",
    },
    state: (number, state, tracking) => `${number} ${state}${tracking ? `, Sendungsnummer ${tracking}` : ""}`.trim(),
    order: (state, isLatest) => `${isLatest ? "Ihre letzte Bestellung" : "Ihre Bestellung"} ${state}.`,
    earlier: (count) => ` Davor gibt es noch ${count}.`,
    others: (count) => (count > 1 ? ` Davor gibt es ${count} andere.` : " Davor gibt es noch eine."),
    cancelling: " Ob sie storniert werden kann, steht auf ihrer Seite.",
    noOrder: (number) => `Die Bestellung ${number} finde ich nicht unter Ihren.`,
    noOrders: "Sie haben noch keine Bestellungen.",
    signedOut: "Ihre Bestellungen sehe ich nur, wenn Sie angemeldet sind.",
    again: (number) => `Den Inhalt Ihrer Bestellung ${number} noch einmal in den Warenkorb legen?`,
    noAgain: (number) =>
      `Auf der Seite Ihrer Bestellung ${number} können Sie alles noch einmal in den Warenkorb legen.`,
    notOrdered: (names) => `Das sehe ich nicht in Ihren Bestellungen: Darin ist ${names}.`,
    whichReturn: (names) => `Was möchten Sie zurückschicken: ${names}?`,
    return: (name, number) => `${name} aus Ihrer Bestellung ${number} zurückschicken?`,
    noReturn: (name, number) =>
      `${name} aus Ihrer Bestellung ${number} kann von hier aus nicht zurückgehen. Wie es geht, steht auf unserer Seite über Rückgaben.`,
  },
};
