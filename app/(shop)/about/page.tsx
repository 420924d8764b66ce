import type { Metadata } from "next";

export const metadata: Metadata = { title: "About us", alternates: { canonical: "/about" } };

export default function AboutPage() {
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title mb-6">About us</h1>
      <div className="prose">
        <p>
          Kiln &amp; Loom began with a kiln that was too large for one potter and a loom that was too wide for one flat.
          We put them in the same building and have been making things for other people&apos;s tables, rooms and
          wardrobes since.
        </p>
        <h2>How things are made</h2>
        <p>
          In small runs, by people whose names we know: stoneware in Caldas da Rainha, linen and wool in the hills
          behind it, prints in the room above the shop. A run ends when the clay or the yarn does.
        </p>
        <h2>This is a demonstration</h2>
        <p>
          The shop is real software and the goods are fiction: the pictures are rendered, the makers and the reviews are
          invented, and nothing is sent. It is there to show Cartwright, the shop that runs it.
        </p>
      </div>
    </div>
  );
}
