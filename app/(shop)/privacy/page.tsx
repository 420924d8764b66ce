import type { Metadata } from "next";

export const metadata: Metadata = { title: "Privacy", alternates: { canonical: "/privacy" } };

export default function PrivacyPage() {
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title mb-6">Privacy</h1>
      <div className="prose">
        <p>We keep what we need to send you what you bought, and nothing to follow you around with.</p>
        <h2>What we keep</h2>
        <ul>
          <li>Your orders: what, when, where to, and the e-mail address to reach you at. Bookkeeping asks for them.</li>
          <li>
            Your account, if you make one: user name, e-mail address, and a hash from which your password cannot be read
            back.
          </li>
          <li>Your cart, for thirty days.</li>
        </ul>
        <h2>Cookies</h2>
        <p>
          Three, all our own: one for your cart, one for your sign-in, one for the light or dark theme you chose. There
          is no advertising and no analytics, so there is no banner.
        </p>
        <h2>Paying</h2>
        <p>
          Card details go straight from your browser to Stripe. They never reach us; we learn that you paid, and the
          last four digits.
        </p>
        <h2>Your rights</h2>
        <p>Ask, and we send you all we have about you, or delete it, but for what the law has us keep.</p>
      </div>
    </div>
  );
}
