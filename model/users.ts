import { z } from "zod";

import { BlankText, EmailText, Integer, Key, Term, Text, Timestamp, storable } from "./fields";

export const ROLES = ["customer", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** NFKC first, so that two spellings that look the same cannot be two accounts. */
const normalised = (value: string | number) =>
  typeof value === "string" || typeof value === "number" ? String(value).normalize("NFKC").trim() : value;

const Username = z.preprocess(
  normalised,
  z
    .string()
    .min(1)
    .max(150)
    .superRefine(storable)
    .refine((text) => text === "" || /^[\p{L}\p{N}@.+_\0-]+$/u.test(text), {
      message: "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
    }),
);
export const Email = z.preprocess(normalised, EmailText);
/** Exact bytes, 8 to 128 characters; how good it is, is judged by the operation that sets it. */
const Password = z.string().min(1).max(128).superRefine(storable);

export const Register = z.object({
  username: Username.meta({ example: "robin" }),
  password: Password.meta({ example: "a loom of my own" }),
  email: z
    .union([z.literal(""), Email])
    .optional()
    .meta({ example: "robin@mail.example" }),
});
/** What a guest adds to an order to have an account with it. */
export const CreateAccountOfOrder = Key.extend({ password: Password });
export const Credentials = z.object({
  username: z
    .preprocess(normalised, z.string().min(1).max(254).superRefine(storable))
    .meta({ description: "Or the e-mail.", example: "robin" }),
  password: Password.meta({ example: "a loom of my own" }),
});

/** How long a link to a new password works. */
export const PASSWORD_RESET_MINUTES = 60;
export const RequestPasswordReset = z.object({ email: Email.meta({ example: "robin@mail.example" }) });
export const ResetPassword = z.object({
  token: Term(200).min(1).meta({ description: "From the link in the mail; good once.", example: "kVn3…" }),
  password: Password.meta({ example: "another loom of my own" }),
});
export const Told = z.object({ detail: z.string() }).meta({ id: "Told" });

export const User = z.object({ id: z.int(), username: z.string(), email: z.string() }).meta({ id: "User" });
export const Profile = User.extend({
  first_name: z.string(),
  last_name: z.string(),
  phone: z.string(),
  created_at: Timestamp,
}).meta({ id: "Profile" });
export type Profile = z.output<typeof Profile>;
export const ProfileFields = z.object({
  username: Username.meta({ example: "robin" }),
  email: z.union([z.literal(""), Email]).optional(),
  first_name: BlankText(150).optional().meta({ example: "Robin" }),
  last_name: BlankText(150).optional().meta({ example: "Ash" }),
  phone: BlankText(40).optional(),
  password: Password.optional(),
  current_password: z.string().max(128).superRefine(storable).optional(),
});
export const ProfileChanges = ProfileFields.partial();
/** What is asked for before an account's owner may change how one signs in, or close it. */
export const CurrentPassword = z.object({
  current_password: z.string().min(1).max(128).superRefine(storable).meta({ example: "a loom of my own" }),
});
export const TokenAndUser = z.object({ token: z.string(), user: User }).meta({ id: "TokenAndUser" });
export const Token = z.object({ token: z.string() }).meta({ id: "Token" });

export const CreateApiToken = z.object({
  name: Text(80).meta({ example: "The stock script" }),
  expires_in_days: Integer(1, 3650).optional().meta({ description: "Never when left out.", example: 90 }),
});
export const ApiToken = z
  .object({
    id: z.int(),
    name: z.string(),
    prefix: z.string().meta({ description: "How the token begins, to know it again." }),
    created_at: Timestamp,
    last_used_at: Timestamp.nullable(),
    expires_at: Timestamp.nullable(),
    is_current: z.boolean().meta({ description: "The one that this request came with." }),
  })
  .meta({ id: "ApiToken" });
export type ApiToken = z.output<typeof ApiToken>;
export const CreatedApiToken = ApiToken.extend({ token: z.string() }).meta({ id: "CreatedApiToken" });
