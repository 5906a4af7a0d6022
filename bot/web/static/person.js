// The person's page. The pass lives in this script's memory alone: closed, the conversation is gone.

import { Conversation, Refused, element, freshId, listen, patiently, post } from "/static/chat.js";

const by = (id) => document.getElementById(id);
const words = JSON.parse(by("words").textContent);
let language = document.documentElement.lang.replace("-", "_");
let pass = "";
let after = 0;
let left = false;

const say = (key) => words[language][key];

function speak(lang, rtl) {
  if (!lang || !words[lang] || lang === language) return;
  language = lang;
  document.documentElement.lang = lang.replace("_", "-");
  document.documentElement.dir = rtl ? "rtl" : "ltr";
  for (const each of document.querySelectorAll("[data-t]")) each.textContent = say(each.dataset.t);
  for (const each of document.querySelectorAll("[data-label]")) {
    each.setAttribute("aria-label", say(each.dataset.label));
    if ("placeholder" in each) each.placeholder = say(each.dataset.label);
  }
}

function leave(tap) {
  if (left) return;
  left = true;
  const body = { pass, rid: freshId(), ...(tap ? { tap } : { text: "/exit" }) };
  navigator.sendBeacon("chat/say", new Blob([JSON.stringify(body)], { type: "application/json" }));
  document.body.replaceChildren();
  document.title = "";
  location.replace("calc");
}

function trouble(there) {
  chat.tell(there ? say("web.offline") : "");
}

async function send(body) {
  try {
    await patiently(() => post("chat/say", { pass, lang: language, ...body }), trouble);
  } catch (error) {
    chat.rest();
    if (error.status === 410) end();
    else chat.tell(say("web.refused"));
  }
}

function locate(label) {
  const key = element("button", "key strong", label || say("web.position"));
  key.type = "button";
  key.addEventListener("click", () => {
    chat.tell(say("web.locating"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        chat.tell("");
        chat.mine(key.textContent);
        chat.say({ lat: coords.latitude, lon: coords.longitude });
      },
      () => chat.tell(say("web.no_position")),
      { timeout: 15000, maximumAge: 600000 },
    );
  });
  return element("div", "row", key);
}

function end() {
  left = true;
  chat.keys.replaceChildren();
  chat.write.hidden = true;
  const again = element("button", "key strong", say("web.again"));
  again.type = "button";
  again.addEventListener("click", () => location.reload());
  chat.keys.append(element("div", "row", again));
  chat.keys.hidden = false;
  chat.tell(say("web.gone"));
}

const voice = {
  on: false,
  code: () => ({ fr: "fr", ar: "ar", ary: "ar", ary_Latn: "fr" })[language],
  known: () => speechSynthesis.getVoices().some((each) => each.lang.startsWith(voice.code())),
  read(event) {
    if (!voice.on) return;
    const told = new SpeechSynthesisUtterance(event.text);
    told.lang = voice.code();
    speechSynthesis.speak(told);
  },
  toggle() {
    voice.on = !voice.on;
    by("voice").setAttribute("aria-pressed", String(voice.on));
    if (!voice.on) speechSynthesis.cancel();
  },
  refresh() {
    by("voice").hidden = !voice.known();
  },
};

const chat = new Conversation(
  { log: by("log"), keys: by("keys"), write: by("write"), input: by("input"), status: by("status") },
  {
    send,
    onExit: leave,
    onShown(event) {
      speak(event.lang, event.rtl);
      voice.read(event);
    },
    position: "geolocation" in navigator ? locate : null,
  },
);

function take(events) {
  for (const event of events) {
    after = event.n;
    chat.take(event);
  }
  return !left;
}

async function begin() {
  ({ pass } = await patiently(() => post("chat/open", {}), trouble));
  chat.say({ text: document.body.dataset.start });
  await listen((signal) => post("chat/wait", { pass, after }, {}, signal), take, trouble);
}

by("leave").addEventListener("click", () => leave(""));
let escaped = 0;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - escaped < 1000) leave("");
  escaped = event.timeStamp;
});
if ("speechSynthesis" in window) {
  voice.refresh();
  speechSynthesis.addEventListener("voiceschanged", voice.refresh);
  by("voice").addEventListener("click", voice.toggle);
}
addEventListener("pagehide", () => {
  if (pass && !left) navigator.sendBeacon("chat/close", new Blob([JSON.stringify({ pass })], { type: "application/json" }));
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
begin().catch((error) => {
  if (!left && error instanceof Refused) end();
  else if (!left) throw error;
});
