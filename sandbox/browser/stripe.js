// Stands in for Stripe.js: the part of it that a shop with Elements uses, against the sandbox's own API.
(() => {
  const base = new URL(document.currentScript.src).pathname.replace(/\/stripe\.js$/, "");
  const TITLE = "Secure payment input frame";

  /** Listeners by event name, as elements have them. */
  function emitter() {
    const listeners = new Map();
    const of = (name) => listeners.get(name) ?? listeners.set(name, new Set()).get(name);
    return {
      on: (name, listener) => of(name).add(listener),
      off: (name, listener) => (listener ? of(name).delete(listener) : of(name).clear()),
      emit: (name, event) => [...of(name)].forEach((listener) => listener(event)),
    };
  }

  function paymentElement(group) {
    const { on, off, emit } = emitter();
    const frame = document.createElement("iframe");
    let collected = null;
    let mounted = false;
    let loaded = false;
    frame.title = TITLE;
    frame.src = `${base}/elements/payment`;
    frame.style.cssText = "border:0;width:100%;height:220px;display:block;color-scheme:normal";
    const tell = (message) => frame.contentWindow?.postMessage({ sandbox: true, ...message }, location.origin);
    const style = () => tell({ type: "style", appearance: group.options.appearance ?? {} });

    function receive({ source, data }) {
      if (source !== frame.contentWindow || !data?.sandbox) return;
      if (data.type === "loaded") {
        loaded = true;
        style();
        // Whoever was faster than the frame's script has asked it already.
        if (collected) tell({ type: "collect" });
        emit("ready", { elementType: "payment" });
      }
      if (data.type === "height") frame.style.height = `${data.height}px`;
      if (data.type === "change")
        emit("change", {
          elementType: "payment",
          empty: data.empty,
          complete: data.complete,
          value: { type: "card" },
        });
      if (data.type === "collected") {
        collected?.(data);
        collected = null;
      }
      if (data.type === "focus" || data.type === "blur") emit(data.type, { elementType: "payment" });
    }

    const element = {
      on: (name, listener) => (on(name, listener), element),
      off: (name, listener) => (off(name, listener), element),
      once(name, listener) {
        const once = (event) => (off(name, once), listener(event));
        return (on(name, once), element);
      },
      mount(target) {
        const place = typeof target === "string" ? document.querySelector(target) : target;
        if (!place) throw new Error(`The selector you specified (${target}) applies to no DOM elements.`);
        if (!mounted) window.addEventListener("message", receive);
        mounted = true;
        place.replaceChildren(frame);
      },
      unmount() {
        mounted = false;
        loaded = false;
        window.removeEventListener("message", receive);
        frame.remove();
      },
      destroy() {
        element.unmount();
        group.elements.delete("payment");
      },
      update: (options) => void Object.assign(element.options, options),
      collapse() {},
      focus: () => tell({ type: "focus" }),
      blur: () => frame.blur(),
      clear() {},
      /** The card as it was typed, or what is wrong with it. */
      collect: () =>
        new Promise((resolve) => {
          collected = resolve;
          if (loaded) tell({ type: "collect" });
        }),
      restyle: style,
      options: {},
    };
    return element;
  }

  const MAKERS = { payment: paymentElement, expressCheckout: (group) => window.SandboxWallet(group, emitter()) };

  function elementsGroup(options = {}) {
    const { on, off } = emitter();
    const group = { options: { ...options }, elements: new Map() };
    return {
      create(type) {
        if (!Object.hasOwn(MAKERS, type)) throw new Error(`The sandbox has no element "${type}".`);
        if (group.elements.has(type)) throw new Error(`Can only create one Element of type ${type}.`);
        const element = MAKERS[type](group);
        group.elements.set(type, element);
        return element;
      },
      getElement: (type) => group.elements.get(typeof type === "string" ? type : "payment") ?? null,
      update(changed) {
        Object.assign(group.options, changed);
        group.elements.forEach((element) => element.restyle());
      },
      async submit() {
        if (group.wallet) return { selectedPaymentMethod: "link" };
        const element = group.elements.get("payment");
        if (!element) return { error: { type: "validation_error", message: "The payment form is not there." } };
        const { error } = await element.collect();
        return error ? { error } : { selectedPaymentMethod: "card" };
      },
      fetchUpdates: async () => ({}),
      on,
      off,
      group,
    };
  }

  const idOf = (secret) => String(secret).split("_secret_")[0];

  function client(key) {
    async function call(method, path, params) {
      const body = new URLSearchParams(params);
      try {
        const answer = await fetch(`${base}${path}${method === "GET" ? `?${body}` : ""}`, {
          method,
          headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/x-www-form-urlencoded" },
          ...(method === "POST" && { body }),
        });
        return await answer.json();
      } catch {
        return {
          error: {
            type: "api_connection_error",
            message: "We could not reach the payment provider. Check your connection and try again.",
          },
        };
      }
    }
    const result = (answer) => (answer.error ? { error: answer.error } : { paymentIntent: answer });
    const retrievePaymentIntent = async (secret) =>
      result(await call("GET", `/v1/payment_intents/${idOf(secret)}`, { client_secret: secret }));

    /** The issuer's page in a dialog: closing it is a refusal. */
    function challenge(secret) {
      const dialog = document.createElement("dialog");
      dialog.setAttribute("aria-label", "3-D Secure authentication");
      dialog.style.cssText =
        "margin:auto;border:0;padding:0;border-radius:12px;width:min(28rem,94vw);box-shadow:0 20px 60px #0006";
      const frame = document.createElement("iframe");
      frame.title = "3-D Secure authentication";
      frame.style.cssText = "border:0;width:100%;height:300px;display:block";
      frame.src = `${base}/challenge/${idOf(secret)}?${new URLSearchParams({ client_secret: secret, mode: "dialog" })}`;
      dialog.append(frame);
      document.body.append(dialog);
      const refuse = () =>
        call("POST", `/challenge/${idOf(secret)}`, { client_secret: secret, mode: "dialog", result: "fail" });
      return new Promise((resolve) => {
        const end = () => {
          dialog.remove();
          resolve();
        };
        dialog.addEventListener("cancel", () => void refuse().then(end));
        let pages = 0;
        frame.addEventListener("load", () => ++pages > 1 && end());
        dialog.showModal();
      });
    }

    async function handleNextAction({ clientSecret }) {
      const before = await retrievePaymentIntent(clientSecret);
      if (before.error || before.paymentIntent.status !== "requires_action") return before;
      await challenge(clientSecret);
      const after = await retrievePaymentIntent(clientSecret);
      if (after.paymentIntent?.status === "requires_payment_method")
        return { error: { ...after.paymentIntent.last_payment_error, payment_intent: after.paymentIntent } };
      return after;
    }

    async function confirmPayment({ elements, clientSecret, confirmParams = {}, redirect = "always" }) {
      const secret = clientSecret ?? elements?.group.options.clientSecret;
      if (!secret) throw new Error("confirmPayment needs a client secret.");
      const stays = redirect === "if_required";
      const params = {
        client_secret: secret,
        return_url: confirmParams.return_url ?? "",
        use_stripe_sdk: String(stays),
      };
      const ready = confirmParams.payment_method ?? elements?.group.wallet;
      if (ready) params.payment_method = ready;
      else {
        const { error, card } = await elements.getElement("payment").collect();
        if (error) return { error };
        params["payment_method_data[type]"] = "card";
        for (const [name, value] of Object.entries(card)) params[`payment_method_data[card][${name}]`] = value;
      }
      const answer = await call("POST", `/v1/payment_intents/${idOf(secret)}/confirm`, params);
      if (answer.error) return { error: answer.error };
      if (answer.status === "requires_action" && stays) return handleNextAction({ clientSecret: secret });
      if (stays) return { paymentIntent: answer };
      const next = answer.next_action?.redirect_to_url;
      const target = new URL(next ? `${base}${next.url}` : confirmParams.return_url, location.href);
      if (next) target.search = new URLSearchParams({ client_secret: secret, mode: "redirect" });
      else {
        target.searchParams.set("payment_intent", answer.id);
        target.searchParams.set("payment_intent_client_secret", secret);
        target.searchParams.set("redirect_status", answer.status);
      }
      location.assign(target);
      return new Promise(() => {});
    }

    const unsupported = (name) => async () => ({
      error: { type: "invalid_request_error", message: `The sandbox has no ${name}.` },
    });
    return {
      elements: elementsGroup,
      confirmPayment,
      retrievePaymentIntent,
      handleNextAction,
      confirmCardPayment: (secret, { payment_method } = {}) =>
        confirmPayment({ clientSecret: secret, confirmParams: { payment_method }, redirect: "if_required" }),
      createPaymentMethod: unsupported("createPaymentMethod"),
      createToken: unsupported("createToken"),
      registerAppInfo() {},
      _registerWrapper() {},
    };
  }

  window.Stripe = Object.assign((key) => client(key), { version: "endive" });
})();
