"use strict";
/* Passkeys: a form with data-passkey ("get" or "create") is sent with the authenticator's answer in its field `credential`.
   The options stand in the JSON element that data-options names, or come from the address in data-fetch. */

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function optionsOf(form) {
  if (form.dataset.fetch) {
    const answer = await fetch(form.dataset.fetch, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options.publicKey;
  }
  const given = JSON.parse(document.getElementById(form.dataset.options).textContent);
  return (given.creation_options ?? given.request_options ?? given).publicKey;
}

function ask(options) {
  const publicKey = { ...options, challenge: toBytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) };
  return navigator.credentials.get({ publicKey });
}

function make(options, form) {
  const isPasskey = form.querySelector("[name=passwordless]")?.checked ?? true;
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: withBytes(options.excludeCredentials),
    authenticatorSelection: {
      ...options.authenticatorSelection,
      residentKey: isPasskey ? "required" : "discouraged",
      requireResidentKey: isPasskey,
      userVerification: isPasskey ? "required" : "preferred",
    },
  };
  return navigator.credentials.create({ publicKey });
}

function answerOf(credential) {
  const response = { clientDataJSON: toText(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function tell(form, sentence) {
  const place = form.querySelector(".problem");
  place.textContent = sentence;
  place.hidden = false;
}

async function send(event) {
  event.preventDefault();
  event.stopPropagation();
  const form = event.target;
  if (!window.PublicKeyCredential) {
    tell(form, "This browser has no passkeys at this address. Please use another way.");
    return;
  }
  try {
    const options = await optionsOf(form);
    const credential = await (form.dataset.passkey === "create" ? make(options, form) : ask(options));
    form.querySelector("[name=credential]").value = JSON.stringify(answerOf(credential));
    form.submit();
  } catch (problem) {
    const known = problem.name === "InvalidStateError";
    tell(form, known ? "This device holds a passkey for you already." : "Nothing was confirmed: the passkey was not used. You can try again.");
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) form.addEventListener("submit", send);
