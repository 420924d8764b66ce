"use client";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Button, ButtonLink } from "@/components/ui/button";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  const t = useT();
  return (
    <div className="column pt-16 text-center lg:pt-24">
      <h1 className="text-title">{t("layout.error.title")}</h1>
      <p className="text-soft mx-auto mt-3 max-w-md text-lg">{t("layout.error.text")}</p>
      {error.digest && (
        <p className="mt-3 text-sm">{rich(t, "layout.error.number", { number: () => <code>{error.digest}</code> })}</p>
      )}
      <p className="mt-8 flex flex-wrap justify-center gap-4">
        <Button onClick={retry}>{t("layout.error.retry")}</Button>
        <ButtonLink href="/" variant="secondary">
          {t("layout.error.home")}
        </ButtonLink>
      </p>
    </div>
  );
}
