// Stands in for the wallets of Stripe's express checkout: one button, labelled as what it is, and a sheet of its own.
(() => {
  const WALLET = [
    ["name", "Name", "Robin Ash"],
    ["email", "E-mail", "robin@wallet.example"],
    ["line1", "Street", "214 Alder St"],
    ["city", "City", "Portland"],
    ["state", "State", "OR"],
    ["postal_code", "Postal code", "97205"],
  ];
  const CONTROL =
    "display:block;width:100%;box-sizing:border-box;min-height:44px;padding:8px;font:inherit;color:inherit;background:Canvas;border:1px solid GrayText;border-radius:4px";

  function make(tag, style, properties = {}) {
    const element = Object.assign(document.createElement(tag), properties);
    element.style.cssText = style;
    return element;
  }
  function labelled(label, control) {
    const box = make("label", "display:block;margin-bottom:10px");
    box.append(label, control);
    return box;
  }

  /** A wallet's own sheet: the address that it has, a way of delivery, and one button. */
  function walletSheet(group, terms, emit) {
    const sheet = make(
      "dialog",
      "margin:auto;border:0;border-radius:12px;padding:20px;width:min(26rem,94vw);font:16px/1.5 system-ui,sans-serif;color:CanvasText;background:Canvas",
    );
    sheet.setAttribute("aria-label", "Sandbox wallet");
    const form = make("form", "");
    form.append(make("p", "margin:0 0 14px", { textContent: "Sandbox wallet: no money moves." }));
    const fields = {};
    for (const [name, label, value] of WALLET) {
      fields[name] = make("input", CONTROL, { value, autocomplete: "off" });
      form.append(labelled(label, fields[name]));
    }
    const country = make("select", CONTROL);
    for (const code of terms.allowedShippingCountries ?? ["US"])
      country.append(make("option", "", { value: code, textContent: code }));
    const rate = make("select", CONTROL);
    let rates = terms.shippingRates ?? [];
    const pay = make("button", `${CONTROL};background:CanvasText;color:Canvas;cursor:pointer`, { type: "submit" });
    const total = () =>
      new Intl.NumberFormat("en-US", { style: "currency", currency: group.options.currency }).format(
        group.options.amount / 100,
      );
    const draw = () => {
      rate.replaceChildren(
        ...rates.map(({ id, displayName }) => make("option", "", { value: id, textContent: displayName })),
      );
      pay.textContent = rates.length > 0 ? `Pay ${total()} with the sandbox wallet` : "Nothing goes there";
      pay.disabled = rates.length === 0;
    };
    country.addEventListener("change", () => {
      emit("shippingaddresschange", {
        address: { country: country.value, city: fields.city.value, state: fields.state.value },
        resolve: ({ shippingRates = rates } = {}) => ((rates = shippingRates), draw()),
        reject: () => ((rates = []), draw()),
      });
    });
    rate.addEventListener("change", () =>
      emit("shippingratechange", {
        shippingRate: rates.find(({ id }) => id === rate.value),
        resolve: () => (pay.textContent = `Pay ${total()} with the sandbox wallet`),
        reject() {},
      }),
    );
    const close = make("button", `${CONTROL};margin-top:10px;cursor:pointer`, { type: "button", textContent: "Close" });
    const end = () => sheet.remove();
    close.addEventListener("click", () => (end(), emit("cancel", {})));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { name, email, ...address } = Object.fromEntries(
        Object.entries(fields).map(([field, { value }]) => [field, value]),
      );
      const where = { ...address, line2: null, country: country.value };
      const shippingRate = rates.find(({ id }) => id === rate.value);
      end();
      group.wallet = "pm_card_visa";
      emit("confirm", {
        expressPaymentType: "link",
        billingDetails: { name, email, address: where },
        shippingAddress: { name, address: where },
        shippingRate,
        paymentFailed() {},
      });
    });
    form.append(labelled("Country", country), labelled("Delivery", rate), pay, close);
    sheet.append(form);
    sheet.addEventListener("cancel", end);
    draw();
    document.body.append(sheet);
    sheet.showModal();
  }

  function walletElement(group, { on, off, emit }) {
    const button = make(
      "button",
      "width:100%;min-height:52px;font:500 16px system-ui,sans-serif;color:Canvas;background:CanvasText;border:0;border-radius:4px;cursor:pointer",
      { type: "button", textContent: "Sandbox wallet" },
    );
    button.addEventListener("click", () => {
      emit("click", {
        expressPaymentType: "link",
        resolve: (terms = {}) => walletSheet(group, terms, emit),
        reject() {},
      });
    });
    const element = {
      on: (name, listener) => (on(name, listener), element),
      off: (name, listener) => (off(name, listener), element),
      mount(target) {
        const place = typeof target === "string" ? document.querySelector(target) : target;
        place.replaceChildren(button);
        queueMicrotask(() =>
          emit("ready", { elementType: "expressCheckout", availablePaymentMethods: { link: true } }),
        );
      },
      unmount: () => button.remove(),
      destroy() {
        element.unmount();
        group.elements.delete("expressCheckout");
      },
      update() {},
      restyle() {},
    };
    return element;
  }

  window.SandboxWallet = walletElement;
})();
