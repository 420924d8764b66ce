// The card form inside the frame: formats and checks what is typed, and hands it to the page's script on request.
const [number, expiry, cvc] = ["number", "expiry", "cvc"].map((id) => document.getElementById(id));
const tell = (message) => parent.postMessage({ sandbox: true, ...message }, location.origin);
const digits = (input) => input.value.replace(/\D/g, "");

function passesLuhn(text) {
  const sum = [...text].reverse().reduce((total, digit, index) => {
    const doubled = digit * (index % 2 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function expiryOf() {
  const text = digits(expiry);
  return { month: Number(text.slice(0, 2)), year: 2000 + Number(text.slice(2, 4)), whole: text.length === 4 };
}

/** What is wrong with each field, in words; nothing when it will do. */
function problems() {
  const card = digits(number);
  const { month, year, whole } = expiryOf();
  const isPast = whole && new Date(year, month, 1) <= new Date();
  return {
    number:
      card.length < 13 ? "Your card number is incomplete." : passesLuhn(card) ? "" : "Your card number is invalid.",
    expiry:
      !whole || month < 1 || month > 12
        ? "Your card's expiration date is incomplete."
        : isPast
          ? "Your card's expiration date is in the past."
          : "",
    cvc: digits(cvc).length < 3 ? "Your card's security code is incomplete." : "",
  };
}

function show(input, message) {
  document.getElementById(`${input.id}-error`).textContent = message;
  input.toggleAttribute("aria-invalid", Boolean(message));
  if (message) input.setAttribute("aria-invalid", "true");
  measure();
}

const measure = () => tell({ type: "height", height: Math.ceil(document.documentElement.scrollHeight) });
const formats = {
  number: (text) => text.slice(0, 19).replace(/(.{4})(?=.)/g, "$1 "),
  expiry: (text) => {
    const full = /^[2-9]/.test(text) ? `0${text}` : text;
    return full.length > 2 ? `${full.slice(0, 2)} / ${full.slice(2, 4)}` : full;
  },
  cvc: (text) => text.slice(0, 4),
};

for (const input of [number, expiry, cvc]) {
  input.addEventListener("input", () => {
    input.value = formats[input.id](digits(input));
    if (input.getAttribute("aria-invalid") === "true") show(input, problems()[input.id]);
    const complete = Object.values(problems()).every((problem) => problem === "");
    tell({ type: "change", complete, empty: !number.value && !expiry.value && !cvc.value });
  });
  input.addEventListener("blur", () => {
    if (input.value) show(input, problems()[input.id]);
    tell({ type: "blur" });
  });
  input.addEventListener("focus", () => tell({ type: "focus" }));
}
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());

function collect() {
  const found = problems();
  const wrong = [number, expiry, cvc].filter((input) => found[input.id]);
  for (const input of wrong) show(input, found[input.id]);
  if (wrong[0]) {
    wrong[0].focus();
    const field = wrong[0].id;
    return tell({
      type: "collected",
      error: { type: "validation_error", code: `incomplete_${field}`, message: found[field] },
    });
  }
  const { month, year } = expiryOf();
  return tell({
    type: "collected",
    card: { number: digits(number), exp_month: String(month), exp_year: String(year), cvc: digits(cvc) },
  });
}

const VARIABLES = {
  colorBackground: "--background",
  colorText: "--text",
  colorTextSecondary: "--soft",
  colorDanger: "--danger",
  colorPrimary: "--primary",
  borderRadius: "--radius",
  fontFamily: "--font",
};
const NIGHT = {
  colorBackground: "#24201c",
  colorText: "#efe8dc",
  colorTextSecondary: "#b3a899",
  colorDanger: "#f2a199",
  colorPrimary: "#efe8dc",
};

function style({ theme, variables = {} }) {
  const all = { ...(theme === "night" ? NIGHT : {}), ...variables };
  for (const [name, property] of Object.entries(VARIABLES)) {
    if (all[name]) document.documentElement.style.setProperty(property, all[name]);
  }
  measure();
}

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || origin !== location.origin || !data?.sandbox) return;
  if (data.type === "style") style(data.appearance);
  if (data.type === "collect") collect();
  if (data.type === "focus") number.focus();
});
addEventListener("resize", measure);
tell({ type: "loaded" });
measure();
