/** What is said where the frame of a page itself broke, and with it what brings the messages: those of layout.error, by heart. */
export const BROKEN = {
  en: {
    title: "Something broke on our side.",
    text: "Your cart and your orders are safe. Try again; if it stays, tell us the number below.",
    number: "Number of this error: {number}",
    retry: "Try again",
    home: "To the front page",
  },
  de: {
    title: "Bei uns ist etwas kaputtgegangen.",
    text: "Ihr Warenkorb und Ihre Bestellungen sind sicher. Versuchen Sie es noch einmal; wenn es bleibt, nennen Sie uns die Nummer unten.",
    number: "Nummer dieses Fehlers: {number}",
    retry: "Noch einmal versuchen",
    home: "Zur Startseite",
  },
  fr: {
    title: "Quelque chose s’est cassé chez nous.",
    text: "Votre panier et vos commandes sont en sécurité. Réessayez ; si l’erreur persiste, donnez-nous le numéro ci-dessous.",
    number: "Numéro de cette erreur : {number}",
    retry: "Réessayer",
    home: "Retour à l’accueil",
  },
};
