"use client";

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "Georgia, serif", padding: "4rem 1.5rem", textAlign: "center" }}>
        <h1 style={{ fontWeight: 400 }}>Something broke on our side.</h1>
        <p>
          Your cart and your orders are safe. <a href="/">To the front page</a>
        </p>
        <p>{error.digest}</p>
      </body>
    </html>
  );
}
