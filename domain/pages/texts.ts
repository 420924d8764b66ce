import type { PageSlug, Section } from "@/model/pages";

const section = (heading: string, paragraphs: string[], items: string[] = []): Section => ({
  heading,
  paragraphs,
  items,
});

/** What the shop says of itself, in its own words; pages show it, and the assistant quotes it. */
export const TEXTS: Record<PageSlug, { title: string; sections: Section[] }> = {
  about: {
    title: "About us",
    sections: [
      section("", [
        "Kiln & Loom began with a kiln that was too large for one potter and a loom that was too wide for one flat. We put them in the same building and have been making things for other people's tables, rooms and wardrobes since.",
      ]),
      section("How things are made", [
        "In small runs, by people whose names we know: stoneware in Caldas da Rainha, linen and wool in the hills behind it, prints in the room above the shop. A run ends when the clay or the yarn does.",
      ]),
      section("This is a demonstration", [
        "The shop is real software and the goods are fiction: the pictures are rendered, the makers and the reviews are invented, and nothing is sent. It is there to show Cartwright, the shop that runs it.",
      ]),
    ],
  },
  delivery: {
    title: "Delivery",
    sections: [
      section("", [
        "We pack every weekday. An order that reaches us before noon leaves the same day, wrapped in paper and sawdust from the workshop next door.",
      ]),
      section("What it costs", [
        "Tax is included in every price. What you see in the checkout is what you pay; nothing is added later.",
      ]),
      section("Where your parcel is", [
        "We mail you the tracking number when the parcel leaves. You find it on the page of your order as well.",
      ]),
      section("If something arrives broken", [
        "Clay breaks, however well it is packed. Send us a photograph within a week and we send another, or your money back.",
      ]),
    ],
  },
  returns: {
    title: "Returns",
    sections: [
      section("", [
        "You have thirty days from the day your parcel arrives. Send back what you have not used, in the paper it came in.",
      ]),
      section(
        "How it works",
        [],
        [
          "Open the page of your order, from your account or the link in our mail, and say what comes back.",
          "We mail you a label. Put it on the parcel and bring it to the post.",
          "Your money is on its way within two days of our having the parcel, to the card you paid with.",
        ],
      ),
      section("What it costs", [
        "Nothing when we made a mistake or something arrived broken. Otherwise the label is $6.00, taken off what we return.",
      ]),
      section("What cannot come back", ["Candles that were lit, and prints that were framed to your measure."]),
    ],
  },
  payment: {
    title: "Payment",
    sections: [
      section("", [
        "Pay by card, in the currency of the prices. Stripe takes the payment and checks the card; where your bank asks for a confirmation, you give it there and come back to your order.",
      ]),
      section("When you pay", [
        "As you order. While you pay, your things are kept for you; when the time runs out they go back on the shelf, and nothing is charged.",
      ]),
      section("What we do not take", ["PayPal, invoices and cash on delivery."]),
      section("If a payment fails", [
        "Nothing is lost: the order waits, and you can try again or take another card. A payment that arrives twice goes back by itself.",
      ]),
    ],
  },
  privacy: {
    title: "Privacy",
    sections: [
      section("", ["We keep what we need to send you what you bought, and nothing to follow you around with."]),
      section(
        "What we keep",
        [],
        [
          "Your orders: what, when, where to, and the e-mail address to reach you at. Bookkeeping asks for them.",
          "Your account, if you make one: user name, e-mail address, and a hash from which your password cannot be read back.",
          "Your cart and your wish list, for thirty days; with an account, for as long as you like.",
          "Your e-mail address, if you ask to hear that something is back: until you have heard, and thirty days more.",
          "What you say to the assistant, for thirty days. You can delete it at any time.",
        ],
      ),
      section("Cookies", [
        "Three, all our own: one for your cart, one for your sign-in, one for the light or dark theme you chose. There is no advertising and no analytics, so there is no banner.",
        "What you looked at is remembered by your browser alone, until you press Clear below it.",
      ]),
      section("Paying", [
        "Card details go straight from your browser to Stripe. They never reach us; we learn that you paid, and the last four digits.",
      ]),
      section("The assistant and search", [
        "Where an AI model helps to answer and to search, the words that you write there go to the company that runs it, without your name, your e-mail or your address.",
      ]),
      section("Your rights", [
        "Ask, and we send you all we have about you, or delete it, but for what the law has us keep.",
      ]),
    ],
  },
  accessibility: {
    title: "Accessibility",
    sections: [
      section("", [
        "This shop is meant to be used by everyone: with a keyboard, a screen reader, a magnifier, by voice, with colors of your own, and without scripts up to the payment.",
      ]),
      section("What we hold ourselves to", [
        "The Web Content Accessibility Guidelines 2.2 at level AA. Every change is tried by machine in light and dark, on a phone and on a wide screen, before it comes to you; what a machine cannot judge we look at ourselves.",
      ]),
      section(
        "Good to know",
        ["The theme, light or dark, follows your device until you choose one in the header."],
        [
          "The first press of Tab offers the way past the header.",
          "Nothing moves by itself, and less still when your device asks for reduced motion.",
          "Text may be enlarged to four times its size, and spaced as you like.",
          "No puzzle stands before signing in, and passwords may be pasted.",
        ],
      ),
      section("What is not good enough yet", [
        "The form for card details comes from Stripe, who answer for it. The sandbox and the reference of the API are for developers, and simpler than the shop.",
      ]),
      section("If something is in your way", [
        "Ask the shop, with the button at the foot of every page, or write to hello@kilnandloom.example. We answer within two working days, and take the order by mail if you would rather.",
      ]),
    ],
  },
};
