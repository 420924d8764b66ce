import type { Metadata } from "next";

export const metadata: Metadata = { title: "Returns", alternates: { canonical: "/returns" } };

export default function ReturnsPage() {
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title mb-6">Returns</h1>
      <div className="prose">
        <p>
          You have thirty days from the day your parcel arrives. Send back what you have not used, in the paper it came
          in.
        </p>
        <h2>How it works</h2>
        <ul>
          <li>Answer the confirmation of your order and say what comes back.</li>
          <li>We reply with a label. Put it on the parcel and bring it to the post.</li>
          <li>Your money is on its way within two days of our having the parcel, to the card you paid with.</li>
        </ul>
        <h2>What it costs</h2>
        <p>
          Nothing when we made a mistake or something arrived broken. Otherwise the label is $6.00, taken off what we
          return.
        </p>
        <h2>What cannot come back</h2>
        <p>Candles that were lit, and prints that were framed to your measure.</p>
      </div>
    </div>
  );
}
