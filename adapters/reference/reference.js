// The browser's half of the reference: copying, the dark mode, and the interface that tries operations out.

const isSecure = Boolean(navigator.clipboard);

function copyShown({ target }) {
  const button = target.closest("[data-copy]");
  if (!button) return;
  const shown = [...button.closest(".samples").querySelectorAll("pre")].find((sample) => sample.checkVisibility());
  void navigator.clipboard.writeText(shown.textContent).then(() => {
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
}
document.addEventListener("click", copyShown);
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !isSecure;

/** Swagger UI has a dark mode, which it leaves to a class. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

/** The samples of an operation, in the same markup as those of the quick start. */
const Samples = ({ React: { createElement: h }, samples, name }) =>
  h(
    "fieldset",
    { className: "own samples" },
    h("legend", null, "Sample"),
    samples.map(({ lang, label }, index) =>
      h("label", { key: lang }, h("input", { type: "radio", name, value: lang, defaultChecked: index === 0 }), label),
    ),
    h("button", { type: "button", "data-copy": "", hidden: !isSecure }, "Copy"),
    samples.map(({ lang, label, source }) =>
      h(
        "pre",
        { key: lang, "data-lang": lang, tabIndex: 0, role: "region", "aria-label": `${label}: ${name}` },
        source,
      ),
    ),
  );

/** Shows them under the parameters, until the operation is tried out: then there are real fields and a real request. */
const withSamples = (Parameters, { React }) =>
  function ParametersAndSamples(props) {
    const { operation, tryItOutEnabled, pathMethod } = props;
    const samples = operation.get("x-codeSamples")?.toJS() ?? [];
    return React.createElement(
      React.Fragment,
      null,
      React.createElement(Parameters, props),
      samples.length > 0 &&
        !tryItOutEnabled &&
        React.createElement(Samples, { React, samples, name: pathMethod.join(" ") }),
    );
  };

/** What names an operation or a group stands inside a button: a link in there could not be reached. */
const plainly =
  (_Link, { React }) =>
  ({ text }) =>
    React.createElement("span", null, text);

const PARTS = ["SvgAssets", "errors", "AuthorizeBtnContainer", "FilterContainer", "operations", "Models"];
/** The page has an introduction and a main part of its own: only what it lacks is shown. */
const reference = ({ React: { createElement: h } }) => ({
  components: {
    Reference: ({ getComponent }) =>
      h("div", { className: "swagger-ui" }, ...PARTS.map((name) => h(getComponent(name, name !== "SvgAssets")))),
  },
  wrapComponents: { parameters: withSamples, DeepLink: plainly },
});

/** People paste a token as they got it. */
function completeToken(request) {
  const given = request.headers.Authorization;
  if (given && !/^(token|bearer) /i.test(given)) request.headers.Authorization = `Token ${given}`;
  return request;
}

/** Of a long list only what is in sight is drawn, so an operation that the address names is found among its own group. */
const groupInAddress = () => /^#\/([\w-]+)\//.exec(location.hash)?.[1];

async function show() {
  const response = await fetch("/api/v1/openapi.json");
  if (!response.ok) throw new Error(`The document could not be loaded: ${response.status}.`);
  const spec = await response.json();
  // The page may have been opened under another name of the same shop, and a session is there without being entered.
  spec.servers = [{ url: location.origin }];
  spec.security = [{ token: [] }];
  delete spec.components.securitySchemes.session;
  // An example is filled in where something is tried out, and these would be the key and the tag of another request.
  for (const { schema } of Object.values(spec.components.parameters)) delete schema.example;
  globalThis.SwaggerUIBundle({
    domNode: document.getElementById("swagger-ui"),
    spec,
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    filter: groupInAddress() ?? true,
    validatorUrl: null,
    syntaxHighlight: { theme: "obsidian" },
    requestInterceptor: completeToken,
    layout: "Reference",
    plugins: [reference],
  });
}
show().catch((error) => (document.getElementById("swagger-ui").textContent = error.message));
