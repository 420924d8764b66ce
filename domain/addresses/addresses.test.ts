import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";
import { addresses } from "@/db/schema";
import { MAX_ADDRESSES } from "@/model/addresses";
import { newUser } from "@/tests/helpers";

import type { UserContext } from "../operation";
import { closeAccount } from "../users/accounts";
import { getAddress, listAddresses } from "./addresses";
import { checkAddress } from "./check-address";
import { changeAddress, createAddress, deleteAddress, replaceAddress } from "./write-addresses";

const HOME = { name: "Robin Ash", line1: "214 Alder St", city: "Portland", postal_code: "97205", country: "US" };
const WORK = { ...HOME, line1: "9 Mill Lane", city: "Salem" };

const book = async (owner: UserContext) => (await listAddresses(owner, {})).results;
const defaults = async (owner: UserContext) => {
  const all = await book(owner);
  return {
    shipping: all.filter((one) => one.is_default_shipping).map(({ line1 }) => line1),
    billing: all.filter((one) => one.is_default_billing).map(({ line1 }) => line1),
  };
};

test("a form for an address asks for all that its country needs, a client for less", async () => {
  const owner = await newUser();
  expect(await createAddress(owner, HOME)).toMatchObject({ region: "" });
  await expect(checkAddress(owner, { country: "US", name: "Robin Ash", postal_code: "9720" })).rejects.toMatchObject({
    fields: {
      line1: [expect.any(String)],
      city: [expect.any(String)],
      region: [expect.any(String)],
      postal_code: [expect.stringContaining("97205")],
    },
  });
  const whole = { ...HOME, country: "GB", postal_code: " sw1a  1aa" };
  expect(await checkAddress(owner, whole)).toMatchObject({ postal_code: "SW1A 1AA", line2: "", region: "" });
});

test("the first address is the default for parcels and invoices, later ones only when it is said", async () => {
  const owner = await newUser();
  await createAddress(owner, HOME);
  await createAddress(owner, WORK);
  expect(await defaults(owner)).toEqual({ shipping: ["214 Alder St"], billing: ["214 Alder St"] });
  await createAddress(owner, { ...HOME, line1: "1 Quay", is_default_billing: true });
  expect(await defaults(owner)).toEqual({ shipping: ["214 Alder St"], billing: ["1 Quay"] });
});

test("a new default takes the place of the old one", async () => {
  const owner = await newUser();
  const home = await createAddress(owner, HOME);
  const work = await createAddress(owner, WORK);
  await changeAddress(owner, { id: work.id, is_default_shipping: true });
  expect(await defaults(owner)).toEqual({ shipping: ["9 Mill Lane"], billing: ["214 Alder St"] });
  await expect(changeAddress(owner, { id: home.id, is_default_billing: false })).rejects.toMatchObject({
    fields: { is_default_billing: ["Make another address the default instead."] },
  });
});

test("twenty that become the default at once leave one", async () => {
  const owner = await newUser();
  const made = [];
  for (let count = 0; count < 20; count++) made.push(await createAddress(owner, { ...HOME, line1: `${count} Row` }));
  await Promise.all(made.map(({ id }) => changeAddress(owner, { id, is_default_shipping: true })));
  const { shipping, billing } = await defaults(owner);
  expect([shipping.length, billing.length]).toEqual([1, 1]);
});

test("ten first addresses at once have one default between them", async () => {
  const owner = await newUser();
  await Promise.all(Array.from({ length: 10 }, () => createAddress(owner, HOME)));
  const { shipping, billing } = await defaults(owner);
  expect([shipping.length, billing.length]).toEqual([1, 1]);
});

test("the database itself refuses a second default", async () => {
  const { user } = await newUser();
  const row = { user_id: user.id, address: HOME, is_default_shipping: true };
  await db().insert(addresses).values(row);
  await expect(db().insert(addresses).values(row)).rejects.toMatchObject({ cause: { code: "23505" } });
});

test("when a default is deleted the newest that is left takes over", async () => {
  const owner = await newUser();
  const home = await createAddress(owner, HOME);
  await createAddress(owner, WORK);
  await createAddress(owner, { ...HOME, line1: "1 Quay" });
  await deleteAddress(owner, { id: home.id });
  expect(await defaults(owner)).toEqual({ shipping: ["1 Quay"], billing: ["1 Quay"] });
});

test("a part is changed alone; what is written again is written whole", async () => {
  const owner = await newUser();
  const { id } = await createAddress(owner, { ...HOME, phone: "555" });
  expect(await changeAddress(owner, { id, city: "Salem" })).toMatchObject({ ...HOME, city: "Salem", phone: "555" });
  expect(await replaceAddress(owner, { id, ...WORK })).toMatchObject({ ...WORK, phone: "", is_default_shipping: true });
});

test("another's is not found, and a book has an end", async () => {
  const owner = await newUser();
  const { id } = await createAddress(owner, HOME);
  const stranger = await newUser("admin");
  for (const ask of [getAddress, deleteAddress])
    await expect(ask(stranger, { id })).rejects.toMatchObject({ status: 404 });
  await expect(changeAddress(stranger, { id, city: "x" })).rejects.toMatchObject({ status: 404 });
  await db()
    .insert(addresses)
    .values(Array.from({ length: MAX_ADDRESSES - 1 }, () => ({ user_id: owner.user.id, address: HOME })));
  await expect(createAddress(owner, HOME)).rejects.toMatchObject({ code: "too_many_addresses" });
});

test("a closed account keeps none", async () => {
  const owner = await newUser();
  const { id } = await createAddress(owner, HOME);
  await closeAccount(owner, { id: owner.user.id });
  expect(await db().select().from(addresses).where(eq(addresses.id, id))).toEqual([]);
});
