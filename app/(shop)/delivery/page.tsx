import type { Metadata } from "next";

import { daysText, priceText } from "@/model/delivery";
import { STORE } from "@/model/store";

import { readShipping } from "../reads";

export const metadata: Metadata = { title: "Delivery", alternates: { canonical: "/delivery" } };

export const revalidate = 300;

export default async function DeliveryPage() {
  const { results } = await readShipping({});
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title mb-6">Delivery</h1>
      <div className="prose">
        <p>
          We pack every weekday. An order that reaches us before noon leaves the same day, wrapped in paper and sawdust
          from the workshop next door.
        </p>
        <h2>What it costs</h2>
        <ul>
          {results.map((method) => (
            <li key={method.code}>
              {method.name}, {daysText(method)}: {priceText(method, STORE.currency)}. {method.description}
            </li>
          ))}
        </ul>
        <p>Tax is included in every price. What you see in the checkout is what you pay; nothing is added later.</p>
        <h2>Where your parcel is</h2>
        <p>We mail you the tracking number when the parcel leaves. You find it on the page of your order as well.</p>
        <h2>If something arrives broken</h2>
        <p>
          Clay breaks, however well it is packed. Send us a photograph within a week and we send another, or your money
          back.
        </p>
      </div>
    </div>
  );
}
