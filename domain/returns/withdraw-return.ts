import { eq } from "drizzle-orm";

import { return_requests } from "@/db/schema";
import { Key } from "@/model/fields";
import { ReturnRequest } from "@/model/returns";

import { audit } from "../audit";
import { conflict } from "../errors";
import { operation, transaction } from "../operation";
import { lockReturn } from "./judge-returns";
import { getOwnReturn } from "./read-returns";

export const withdrawReturn = operation({
  name: "withdraw_return",
  summary: "Take a return back that nobody has decided on yet; what it was about can be asked for again.",
  access: "shopper",
  input: Key,
  output: ReturnRequest,
  find: getOwnReturn,
  refusals: { 409: "invalid_transition" },
  run: (context, { id }) =>
    transaction(context, async (tx) => {
      const { row } = await lockReturn(tx, id);
      if (row.status === "withdrawn") return getOwnReturn(tx, id);
      if (row.status !== "requested")
        throw conflict("invalid_transition", `A return that is ${row.status} cannot be taken back.`);
      await tx.db
        .update(return_requests)
        .set({ status: "withdrawn", decided_at: new Date() })
        .where(eq(return_requests.id, id));
      await audit(tx, {
        action: "return_withdrawn",
        object_type: "return",
        object_id: id,
        before: { status: row.status },
        after: { status: "withdrawn" },
      });
      return getOwnReturn(tx, id);
    }),
});
