import { english } from "@/messages/all";
import { tidyAddress } from "@/model/address-forms";
import { wholeAddress } from "@/model/checkout";
import { ShippingAddress } from "@/model/orders";

import { operation } from "../operation";

export const checkAddress = operation({
  name: "check_address",
  summary: "Whether mail can be sent to an address, by the rules of its country; refused with all that it lacks.",
  access: "user",
  input: wholeAddress(english),
  output: ShippingAddress,
  run: async (_context, address) => tidyAddress(address),
});
