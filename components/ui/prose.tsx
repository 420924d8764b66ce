import { proseHtml } from "@/model/prose";

/** What someone wrote in Markdown. For the server: the browser gets the HTML alone. */
export const Prose = ({ text, className = "" }: { text: string; className?: string }) => (
  <div className={`prose break-words ${className}`} dangerouslySetInnerHTML={{ __html: proseHtml(text) }} />
);
