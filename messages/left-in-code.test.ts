import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { type Node, type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import * as is from "typescript/unstable/ast/is";
import { createVirtualFileSystem } from "typescript/unstable/fs";
import { API } from "typescript/unstable/sync";
import { expect, test } from "vitest";

/** What begins with one of these says nothing but messages. */
const DONE = [
  "components/",
  "app/[locale]/",
  "domain/pages/texts.ts",
  "model/address-forms.ts",
  "model/cart-view.ts",
  "model/checkout-words.ts",
  "model/checkout.ts",
  "domain/mail/account-mail.ts",
  "domain/mail/letter.ts",
  "domain/mail/order-mail.ts",
  "domain/mail/stock-mail.ts",
  "model/choice.ts",
  "model/delivery.ts",
  "model/invoice-view.ts",
  "model/listing.ts",
  "model/price-cart.ts",
  "model/return-reasons.ts",
  "model/totals.ts",
];
/** Properties of elements that people read or hear. */
const WORDS = new Set(["aria-label", "alt", "title", "placeholder", "label", "text", "pendingText", "hint", "summary"]);
/** "Sold out", "Newest" or "Reviews of the "; neither "ArrowLeft" nor "POST" nor a class. */
const SENTENCE = /^[A-Z][a-z]*(?:[ .,:;!?…]|$)/;
const JOINS = new Set<SyntaxKind>([
  SyntaxKind.BarBarToken,
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.PlusToken,
]);

const isText = (node: Node) =>
  is.isStringLiteral(node) ||
  is.isNoSubstitutionTemplateLiteral(node) ||
  is.isTemplateHead(node) ||
  is.isTemplateMiddle(node) ||
  is.isTemplateTail(node);

const isStyle = (node: Node) => is.isJsxElement(node) && node.openingElement.tagName.getText() === "style";

/** Whether an element shows it, perhaps only sometimes or beside something else. */
function isShown(node: Node): boolean {
  const { parent } = node;
  if (is.isJsxExpression(parent)) return !is.isJsxAttribute(parent.parent) && !isStyle(parent.parent);
  const isPart =
    is.isParenthesizedExpression(parent) ||
    is.isTemplateExpression(parent) ||
    is.isTemplateSpan(parent) ||
    (is.isConditionalExpression(parent) && parent.condition !== node) ||
    (is.isBinaryExpression(parent) && JOINS.has(parent.operatorToken.kind));
  return isPart && isShown(parent);
}

/** What a program says to a program: what is imported, a type, what is compared, schema.org's "@type", a font. */
const isName = ({ parent }: Node) =>
  is.isImportDeclaration(parent) ||
  is.isLiteralTypeNode(parent) ||
  (is.isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.EqualsEqualsEqualsToken) ||
  (is.isPropertyAssignment(parent) && /^"?(@|adjustFont)/.test(parent.name.getText()));

function isLeft(node: Node, file: SourceFile): boolean {
  if (is.isJsxText(node)) return /\p{L}/u.test(node.text);
  if (!isText(node) || !/\p{L}/u.test(node.text) || isName(node)) return false;
  const { parent } = node;
  if (is.isJsxAttribute(parent) && WORDS.has(parent.name.getText(file))) return true;
  return isShown(node) || SENTENCE.test(node.text);
}

/** The texts of files that are in no message, each with where it is. */
function textsLeft(sources: Record<string, string>): string[] {
  const config = { compilerOptions: { noLib: true, noResolve: true, types: [], jsx: "preserve" }, include: ["**/*"] };
  const files = Object.fromEntries(Object.entries(sources).map(([path, source]) => [`/${path}`, source]));
  const fs = createVirtualFileSystem({ ...files, "/tsconfig.json": JSON.stringify(config) });
  const api = new API({ cwd: "/", fs });
  try {
    const [project] = api.updateSnapshot({ openProjects: ["/tsconfig.json"] }).getProjects();
    return Object.keys(files).flatMap((path) => {
      const file = project?.program.getSourceFile(path);
      if (!file) throw new Error(`${path} was not read`);
      const found: string[] = [];
      const visit = (node: Node) => {
        if (isLeft(node, file)) found.push(`${path.slice(1)}: ${node.getText(file).trim()}`);
        node.forEachChild(visit);
      };
      visit(file);
      return found;
    });
  } finally {
    api.close();
  }
}

test("a text that was left in the code is found", () => {
  const source = `
    import type { Thing } from "Some/thing";
    const KINDS: Record<"Mug", string> = { Mug: "Something to drink from" };
    export const metadata = { title: \`Reviews of \${name}\`, "@type": "Product", method: "POST" };
    export const Card = ({ key, count }) => (
      <p className="mt-2 text-sm" aria-label="the card" title={t("catalog.card")} data-x={count > 1 ? "many" : "one"}>
        Plain words
        {key === "Home" && " and more"}
        {count === 1 ? \`\${count} thing\` : KINDS[key]} · 100 %
        {t("catalog.quantity")}
        <style>{\`:root { --top: \${count}px }\`}</style>
      </p>
    );`;
  expect(textsLeft({ "card.tsx": source }).map((found) => found.slice("card.tsx: ".length))).toEqual([
    `"Something to drink from"`,
    "`Reviews of ${",
    `"the card"`,
    "Plain words",
    `" and more"`,
    "} thing`",
  ]);
});

test("what people read is said by messages", () => {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"], {
    encoding: "utf8",
  }).split("\n");
  expect(DONE.filter((start) => !files.some((file) => file.startsWith(start)))).toEqual([]);
  const done = files.filter((file) => DONE.some((start) => file.startsWith(start)) && !file.endsWith(".test.ts"));
  expect(textsLeft(Object.fromEntries(done.map((file) => [file, readFileSync(file, "utf8")])))).toEqual([]);
});
