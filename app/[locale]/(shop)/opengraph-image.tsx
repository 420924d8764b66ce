import { SOCIAL_SIZE, socialImage } from "@/adapters/social-image";
import { STORE } from "@/model/store";

import { readStore } from "./reads";

export const revalidate = 300;
export const generateStaticParams = () => [];
export const size = SOCIAL_SIZE;
export const contentType = "image/png";
export const alt = `${STORE.name}: ${STORE.tagline}`;

export default async function StoreImage() {
  return socialImage("Things that stay.", STORE.tagline, (await readStore({})).hero);
}
