// oxlint-disable-next-line no-restricted-imports -- the one place that puts the language into it
import NextLink from "next/link";
import type { ComponentProps } from "react";

import { useTo } from "#language";

type Props = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/** A link within the shop, which stays in the language of the page. */
export const Link = ({ href, ...rest }: Props) => <NextLink href={useTo()(href)} {...rest} />;
