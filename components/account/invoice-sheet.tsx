import { Fragment } from "react";

import type { InvoiceView } from "@/model/invoice-view";

const HEAD = "border-ink border-b py-2 font-medium";
const CELL = "border-line border-b py-3 align-top";

/** An invoice as it goes on paper: its lines are not cut by the end of a page, and their heads stand on each. */
export const InvoiceSheet = ({
  words,
  seller,
  recipient,
  delivered,
  facts,
  lines,
  sums,
  total,
  below,
}: InvoiceView) => (
  <div className="max-w-3xl print:max-w-none print:text-[10.5pt]">
    <div className="grid gap-8 sm:grid-cols-2 print:grid-cols-2">
      <Lines name={words.to} lines={recipient} />
      <Lines name={words.from} lines={seller} />
      {delivered.length > 0 && <Lines name={words.delivered_to} lines={delivered} />}
    </div>
    <dl className="mt-8 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt className="text-soft">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </Fragment>
      ))}
    </dl>
    <table className="mt-10 w-full border-collapse tabular-nums">
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} text-start`}>
            {words.what}
          </th>
          <th scope="col" className={`${HEAD} text-end`}>
            <span className="max-sm:sr-only print:not-sr-only">{words.quantity}</span>
            <span aria-hidden="true" className="sm:hidden print:hidden">
              {words.quantity_short}
            </span>
          </th>
          <th scope="col" className={`${HEAD} text-end max-sm:hidden print:table-cell`}>
            {words.price}
          </th>
          <th scope="col" className={`${HEAD} text-end`}>
            {words.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, name, choice, quantity, price, amount }) => (
          <tr key={id} className="break-inside-avoid">
            <td className={`${CELL} break-words`}>
              {name}
              {choice && <span className="text-soft block text-sm">{choice}</span>}
            </td>
            <td className={`${CELL} text-end`}>{quantity}</td>
            <td className={`${CELL} text-end max-sm:hidden print:table-cell`}>{price}</td>
            <td className={`${CELL} ps-4 text-end`}>{amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <dl className="ms-auto mt-6 grid max-w-sm break-inside-avoid grid-cols-[1fr_auto] gap-y-1 tabular-nums [&_dd]:ps-6">
      {sums.map(({ label, amount }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd className="text-end">{amount}</dd>
        </Fragment>
      ))}
      <dt className="border-ink mt-1 border-t pt-2 text-xl font-medium">{total.label}</dt>
      <dd className="border-ink mt-1 border-t pt-2 text-end text-xl font-medium">{total.amount}</dd>
      {below.map(({ label, amount }) => (
        <Fragment key={label}>
          <dt className="text-soft text-sm">{label}</dt>
          <dd className="text-soft text-end text-sm">{amount}</dd>
        </Fragment>
      ))}
    </dl>
  </div>
);

const Lines = ({ name, lines }: { name: string; lines: string[] }) => (
  <div>
    <h2 className="text-soft font-text! mb-1 text-sm">{name}</h2>
    <address className="break-words not-italic">
      {lines.map((line, index) => (
        <span key={`${index} ${line}`} className={index === 0 ? "block font-medium" : "block"}>
          {line}
        </span>
      ))}
    </address>
  </div>
);
