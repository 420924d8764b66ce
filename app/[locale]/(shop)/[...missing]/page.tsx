import { notFound } from "next/navigation";

/** What no other page answers is a 404 in the shop's own clothes. */
export default function MissingPage() {
  notFound();
}
