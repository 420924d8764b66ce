/**
 * Whether a browser may keep what someone looks at and searches for. Where it sends Global Privacy Control
 * (https://w3c.github.io/gpc/), that is a no.
 */
export const mayRemember = () => !(navigator as Navigator & { globalPrivacyControl?: boolean }).globalPrivacyControl;
