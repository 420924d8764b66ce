const vat = (rate: string, ...countries: string[]) => countries.map((country) => ({ country, name: "VAT", rate }));

/** The standard rates of 2026 (docs/decisions/0018). In the United States each state has its own: none is told. */
export const TAX_RATES = [
  { country: "US", name: "Sales tax", rate: "0.0000" },
  ...vat("0.1700", "LU"),
  ...vat("0.1900", "DE"),
  ...vat("0.2000", "AT", "FR", "GB"),
  ...vat("0.2100", "BE", "CZ", "ES", "NL"),
  ...vat("0.2200", "IT"),
  ...vat("0.2300", "IE", "PL", "PT"),
  ...vat("0.2500", "DK", "NO", "SE"),
  ...vat("0.2550", "FI"),
];
