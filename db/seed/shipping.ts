export const STANDARD_METHODS = [
  {
    code: "standard",
    name: "Standard",
    description: "By post, with a tracking number.",
    price: "6.00",
    free_from: "75.00",
    min_days: 3,
    max_days: 5,
    position: 0,
  },
  {
    code: "express",
    name: "Express",
    description: "By courier, signed for.",
    price: "14.00",
    free_from: null,
    min_days: 1,
    max_days: 2,
    position: 1,
  },
] as const;
