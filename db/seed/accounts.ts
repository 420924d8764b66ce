/** The accounts of the demo shop; their passwords are public, so they are made only beside the sandbox. */
export const DEMO_LOGINS = [
  { role: "shopper", username: "demo", email: "demo@kiln-and-loom.example", password: "demo-kiln-2026" },
  { role: "admin", username: "admin", email: "admin@kiln-and-loom.example", password: "admin-loom-2026" },
] as const;
