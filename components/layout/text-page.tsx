import type { Page } from "@/model/pages";

/** A page of the shop's own text. */
export const TextPage = ({ title, sections }: Page) => (
  <div className="column pt-10 lg:pt-16">
    <h1 className="text-title mb-6">{title}</h1>
    <div className="prose">
      {sections.map(({ heading, paragraphs, items }) => (
        <section key={heading}>
          {heading && <h2>{heading}</h2>}
          {items.length > 0 && (
            <ul>
              {items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </div>
  </div>
);
