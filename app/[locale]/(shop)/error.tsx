"use client";

import { Button, ButtonLink } from "@/components/ui/button";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return (
    <div className="column pt-16 text-center lg:pt-24">
      <h1 className="text-title">Something broke on our side.</h1>
      <p className="text-soft mx-auto mt-3 max-w-md text-lg">
        Your cart and your orders are safe. Try again; if it stays, tell us the number below.
      </p>
      {error.digest && (
        <p className="mt-3 text-sm">
          Number of this error: <code>{error.digest}</code>
        </p>
      )}
      <p className="mt-8 flex flex-wrap justify-center gap-4">
        <Button onClick={retry}>Try again</Button>
        <ButtonLink href="/" variant="secondary">
          To the front page
        </ButtonLink>
      </p>
    </div>
  );
}
