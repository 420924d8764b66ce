type Call = {
  method: string;
  url: string;
  /** Whether the caller has to say who they are. */
  needsToken: boolean;
  /** An example of the JSON to send. */
  body?: object | undefined;
  /** Whether there is JSON in the answer. */
  hasAnswer: boolean;
};

const indented = (text: string) => text.replaceAll("\n", "\n  ");
const asJson = (value: object) => JSON.stringify(value, null, 2);

function curl({ method, url, needsToken, body }: Call): string {
  const isPlain = method === "GET" || (method === "POST" && body);
  const parts = [
    `curl ${isPlain ? "" : `-X ${method} `}${url}`,
    ...(needsToken ? ['-H "Authorization: Token $API_TOKEN"'] : []),
    ...(body
      ? ['-H "Content-Type: application/json"', `-d '${indented(asJson(body)).replaceAll("'", String.raw`'\''`)}'`]
      : []),
  ];
  return parts.join(" \\\n  ");
}

function javascript({ method, url, needsToken, body, hasAnswer }: Call): string {
  const headers = [
    ...(needsToken ? ["    Authorization: `Token ${process.env.API_TOKEN}`,"] : []),
    ...(body ? ['    "Content-Type": "application/json",'] : []),
  ];
  const options = [
    ...(method === "GET" ? [] : [`  method: "${method}",`]),
    ...(headers.length > 0 ? ["  headers: {", ...headers, "  },"] : []),
    ...(body ? [`  body: JSON.stringify(${indented(asJson(body).replace(/^( *)"(\w+)":/gm, "$1$2:"))}),`] : []),
  ];
  const given = options.length > 0 ? `, {\n${options.join("\n")}\n}` : "";
  const answer = hasAnswer ? ", await response.json()" : "";
  return `const response = await fetch("${url}"${given});\nconsole.log(response.status${answer});`;
}

/** JSON as Python spells it. */
function literal(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, part]) => `${JSON.stringify(name)}: ${literal(part)}`)
    .join(", ")}}`;
}

function python({ method, url, needsToken, body, hasAnswer }: Call): string {
  const headers = [
    ...(needsToken ? [`        "Authorization": "Token " + os.environ["API_TOKEN"],`] : []),
    ...(body ? ['        "Content-Type": "application/json",'] : []),
  ];
  const modules = [...(body || hasAnswer ? ["json"] : []), ...(needsToken ? ["os"] : []), "urllib.request"];
  return [
    ...modules.map((name) => `import ${name}`),
    "",
    "request = urllib.request.Request(",
    `    "${url}",`,
    ...(method === "GET" ? [] : [`    method="${method}",`]),
    ...(headers.length > 0 ? ["    headers={", ...headers, "    },"] : []),
    ...(body ? [`    data=json.dumps(${literal(body)}).encode(),`] : []),
    ")",
    "with urllib.request.urlopen(request) as response:",
    `    print(response.status${hasAnswer ? ", json.load(response)" : ""})`,
  ].join("\n");
}

/** One call in the three languages that most clients are written in, with the token in the environment. */
export const codeSamples = (call: Call) => [
  { lang: "Shell", label: "curl", source: curl(call) },
  { lang: "JavaScript", label: "JavaScript", source: javascript(call) },
  { lang: "Python", label: "Python", source: python(call) },
];
