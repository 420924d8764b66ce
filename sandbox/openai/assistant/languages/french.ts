import { fillers, gloss, option, related } from "./french-words.ts";
import { type Language, finder } from "./language.ts";
const TOPICS = {
  delivery: "la livraison",
  returns: "les retours",
  payment: "le paiement",
  privacy: "la confidentialité",
};

export const french: Language = {
  gloss,
  fillers,
  related,
  singular: (word) => word.replace(/(?<=\p{L}{3})[sx]$/u, ""),
  has: finder("s|x|es"),
  option,
  say: {
    identity:
      "Je suis l’assistant hors ligne de cette boutique : un petit programme avec des règles, sans modèle d’IA. Je cherche dans le catalogue, je regarde votre panier et vos commandes, et je connais les règles de la boutique.",
    help: "Dites-moi ce que vous cherchez, avec une couleur, une taille ou un prix, et je regarde. Demandez-moi un produit, faites-m’en comparer deux, ou demandez votre panier, vos commandes, la livraison et les retours.",
    greeting: "Bonjour ! Que cherchez-vous ?",
    thanks: "Avec plaisir. Puis-je faire autre chose ?",
    puzzled:
      "Je n’ai pas compris : je ne suis que l’assistant hors ligne. Essayez un objet avec une couleur ou un prix, comme un mug vert à moins de 40 euros, ou demandez votre panier, vos commandes, la livraison ou les retours.",
    unable: "Je ne peux pas faire cela d’ici.",
    which: "Son nom suffit : de quel produit parlez-vous ?",
    and: "et",
    or: "ou",
    refused: (why) => `Cela n’a pas marché. ${why}`,
    confirm: (question) => `${question} Confirmez, et c’est fait.`,
    size: (size) => `taille ${size}`,

    policyPage: (topic) => `La réponse est sur notre page sur ${TOPICS[topic]}.`,
    whichPolicy: "Parlez-vous de la livraison, des retours, du paiement ou de la confidentialité ?",
    assortment: (categories) => `Nous avons ${categories}. Que voulez-vous voir ?`,

    nothing: (words, limits) => `Je n’ai rien trouvé${words ? ` pour : ${words}` : ""}${limits}.`,
    otherWords: "Pouvez-vous le dire autrement ?",
    near: (nothing, names, count) => `${nothing} ${names} ${count > 1 ? "s’en approchent" : "s’en approche"}.`,
    begin: (names) => `Vous pourriez commencer par ${names}.`,
    fits: (names, count, limits, byPrice) =>
      `${names} ${count > 1 ? "conviennent" : "convient"} le mieux${limits}${byPrice ? ", dans l’ordre des prix" : ""}.`,
    limits: {
      color: (color) => ` en ${color}`,
      size: (size) => ` en taille ${size}`,
      price: " à ce prix",
      sale: ", en promotion",
    },

    onPage: (name) => `Les modèles de ${name} sont sur sa page.`,
    notMade: (name, asked, made) =>
      `${name} n’existe pas en ${asked}. ${made ? `Il y a ${made}.` : "Il n’y a qu’un modèle."}`,
    made: (name, choice) => `Oui, ${name} existe en ${choice}. Sa page dit ce qui est en stock.`,
    kinds: (name, kinds) =>
      kinds.length > 0 ? `${name} existe en ${kinds.join(" ; en ")}.` : `${name} n’existe qu’en un modèle.`,
    price: (name) => `Le prix de ${name} est sur sa fiche.`,
    noMore: "Je n’en sais pas plus que sa page.",
    labels: { material: "Matière", dimensions: "Dimensions", care: "Entretien", origin: "Origine" },
    whichTwo: "Leurs noms suffisent : lesquels dois-je comparer ?",
    whichOne: (names) => `Lequel voulez-vous dire : ${names} ?`,
    gone: (name) => `Je ne trouve plus ${name}.`,
    notFound: (words) => `Je ne trouve pas de produit pour ${words}. Quel est son nom ?`,

    emptyCart: "Votre panier est vide.",
    cart: (lines) => `Dans votre panier : ${lines}.`,
    checkOut: "Voici le chemin de la caisse. Rien n’est commandé avant que vous ne le disiez là-bas.",
    noCheckOut: "Vous pouvez passer à la caisse depuis votre panier.",
    add: (quantity, name) => `Mettre ${quantity} × ${name} dans votre panier ?`,
    whichColor: (name, colors) => `${name} existe en ${colors}. Quelle couleur voulez-vous ?`,
    whichSize: (name, sizes) => `${name} existe en ${sizes}. Quelle taille voulez-vous ?`,
    remove: (lines) => `Retirer ${lines} de votre panier ?`,
    howMany: (line) => `Combien en voulez-vous : ${line} ?`,
    change: (quantity, line) => `Passer à ${quantity} × ${line} ?`,
    notInCart: (lines) => `Je ne vois pas cela dans votre panier : il y a ${lines}.`,

    states: {
      pending: "attend son paiement",
      processing: "attend que la banque confirme le paiement",
      cancelling: "est en cours d’annulation",
      paid: "est payée et sur notre table d’emballage",
      review: "est vérifiée par nos soins",
      shipped: "est en route vers vous",
      delivered: "est arrivée",
      cancelled: "a été annulée",
      refund_pending: "est en cours de remboursement",
      refunded: "a été remboursée",
      charged_back: "a été contestée auprès de la banque",
    },
    state: (number, state, tracking) => `${number} ${state}${tracking ? `, numéro de suivi ${tracking}` : ""}`.trim(),
    order: (state, isLatest) => `${isLatest ? "Votre dernière commande" : "Votre commande"} ${state}.`,
    earlier: (count) => ` Avant, il y en a encore ${count}.`,
    others: (count) => (count > 1 ? ` Avant, il y en a ${count} autres.` : " Avant, il y en a une autre."),
    cancelling: " Sa page dit si elle peut être annulée.",
    noOrder: (number) => `Je ne trouve pas la commande ${number} parmi les vôtres.`,
    noOrders: "Vous n’avez pas encore de commande.",
    signedOut: "Je ne vois vos commandes que si vous êtes connecté.",
    again: (number) => `Remettre le contenu de votre commande ${number} dans votre panier ?`,
    noAgain: (number) => `La page de votre commande ${number} remet tout dans votre panier.`,
    notOrdered: (names) => `Je ne vois pas cela dans vos commandes : il y a ${names}.`,
    whichReturn: (names) => `Que voulez-vous renvoyer : ${names} ?`,
    return: (name, number) => `Renvoyer ${name} de votre commande ${number} ?`,
    noReturn: (name, number) =>
      `${name} de votre commande ${number} ne peut pas être renvoyé d’ici. Notre page sur les retours dit comment faire.`,
  },
};
