import { z } from "zod";

import { Flag, Timestamp } from "./fields";
import { Address, ShippingAddress } from "./orders";

/** How many addresses one account may keep. */
export const MAX_ADDRESSES = 50;

const { name, line1, city, region, postal_code, country } = Address.shape;
const Parts = Address.extend({
  name: name.meta({ example: "Robin Ash" }),
  line1: line1.meta({ example: "214 Alder St" }),
  city: city.meta({ example: "Portland" }),
  region: region.meta({ example: "OR" }),
  postal_code: postal_code.meta({ example: "97205" }),
  country: country.meta({ example: "US" }),
});
const Defaults = {
  is_default_shipping: Flag.optional().meta({ description: "Parcels go here unless another is chosen." }),
  is_default_billing: Flag.optional().meta({ description: "Invoices are made out to this one." }),
};
export const AddressFields = Parts.extend(Defaults);
export const AddressChanges = Parts.partial().extend(Defaults);

export const SavedAddress = z
  .object({
    id: z.int(),
    ...ShippingAddress.shape,
    is_default_shipping: z.boolean(),
    is_default_billing: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "SavedAddress" });
export type SavedAddress = z.output<typeof SavedAddress>;
