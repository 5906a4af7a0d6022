// The desk of a member of staff: the same conversation as in the messenger, and a board beside it.

import { Conversation, listen, patiently, post } from "/static/chat.js";

const by = (id) => document.getElementById(id);
const words = JSON.parse(by("words").textContent);
const csrf = { "x-csrf": document.body.dataset.csrf };
let after = 0;

const trouble = (there) => chat.tell(there ? words.offline : "");

async function send(body) {
  try {
    await patiently(() => post("say", body, csrf), trouble);
  } catch {
    over();
  }
}

// The session is over: the page asks for itself again, and says so.
function over() {
  location.reload();
}

const chat = new Conversation(
  { log: by("log"), keys: by("keys"), write: by("write"), input: by("input"), status: by("status") },
  { send },
);

const EVERY = 5000;
let drawn = "";
let waiting = 0;

async function draw() {
  clearTimeout(waiting);
  const answer = await fetch("board", { cache: "no-store" });
  if (answer.status === 401) return over();
  const board = await answer.text();
  if (answer.ok && board !== drawn) {
    drawn = board;
    const held = document.activeElement?.dataset?.value;
    by("board").innerHTML = board;
    if (held) by("board").querySelector(`[data-value="${CSS.escape(held)}"]`)?.focus();
  }
  waiting = setTimeout(redraw, EVERY);
}

const redraw = () => draw().catch(() => (waiting = setTimeout(redraw, EVERY)));

by("board").addEventListener("click", (event) => {
  const key = event.target.closest("[data-tap]");
  if (!key) return;
  chat.say({ tap: key.dataset.tap }, true);
});

function take(events) {
  for (const event of events) {
    after = event.n;
    chat.take(event);
  }
  redraw();
}

redraw();
listen((signal) => post("wait", { after }, csrf, signal), take, trouble).catch(over);
