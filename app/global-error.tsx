"use client";

import { usePathname } from "next/navigation";

import { BROKEN } from "@/messages/broken";
import { delocalized, localized } from "@/model/locales";
import { STORE } from "@/model/store";

const STYLE = `
:root { color-scheme: light dark; background: light-dark(#fbf8f3, #191613); color: light-dark(#241e19, #f1eadf) }
body { margin: 0 auto; max-width: 28rem; padding: 4rem 1.5rem; font: 1.0625rem/1.6 system-ui, sans-serif; text-align: center }
h1, header { font-family: Georgia, serif; font-weight: 400; line-height: 1.15 }
header { font-size: 1.75rem; margin: 0 0 4rem }
a { color: inherit; display: inline-block; padding: 0.6rem 1.4rem; border: 1px solid; text-decoration: none }
a:first-of-type { background: light-dark(#241e19, #f1eadf); color: light-dark(#fbf8f3, #191613) }
nav { display: flex; flex-wrap: wrap; justify-content: center; gap: 1rem; margin-top: 2rem }
`;

/** Where the frame of the page itself broke: without messages, styles and parts of the shop, any of which may be what broke. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const { locale } = delocalized(usePathname());
  const language = locale in BROKEN ? (locale as keyof typeof BROKEN) : "en";
  const words = BROKEN[language];
  const [before, after] = words.number.split("{number}");
  return (
    <html lang={language}>
      <head>
        <title>{words.title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <header>{STORE.name}</header>
        <main>
          <h1>{words.title}</h1>
          <p>{words.text}</p>
          {error.digest && (
            <p>
              {before}
              <code>{error.digest}</code>
              {after}
            </p>
          )}
          <nav>
            {/* oxlint-disable-next-line jsx-a11y/anchor-is-valid -- an empty one leads to this very address, without scripts too */}
            <a href="">{words.retry}</a>
            <a href={localized(locale, "/")}>{words.home}</a>
          </nav>
        </main>
      </body>
    </html>
  );
}
