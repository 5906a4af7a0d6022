// A conversation in a page: shows what is told, sends what is said. Knows no page and no route.

const FOOTER = new Set(["back", "/human", "/exit"]);
const LINK = /(https?:\/\/[^\s<>"⁦-⁩]+[^\s<>"⁦-⁩.,;:!?)])/u;

export class Refused extends Error {
  constructor(status) {
    super(`refused: ${status}`);
    this.status = status;
  }
}

export async function post(path, body, headers = {}, signal = undefined) {
  const answer = await fetch(path, {
    signal,
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    cache: "no-store",
  });
  if (answer.status >= 500) throw new Error("not now");
  if (!answer.ok) throw new Refused(answer.status);
  return answer.status === 204 ? null : answer.json();
}

// Tries again for as long as it takes: a telephone loses its network many times a day.
export async function patiently(attempt, tellTrouble) {
  for (let pause = 1000; ; pause = Math.min(pause * 2, 15000)) {
    try {
      const answer = await attempt();
      tellTrouble(false);
      return answer;
    } catch (error) {
      if (error instanceof Refused) throw error;
      tellTrouble(true);
      await new Promise((go) => setTimeout(go, pause));
    }
  }
}

const RESTING = 20000;
const HELD = 2000;

const seen = (reached) =>
  new Promise((go) => {
    if (document.visibilityState === "visible") return go();
    const done = () => {
      document.removeEventListener("visibilitychange", done);
      go();
    };
    document.addEventListener("visibilitychange", done);
    return setTimeout(done, reached);
  });

// Asks again and again for what is new, and less often while nobody looks: a browser opens only
// six connections to one host, and a telephone should sleep.
export async function listen(ask, take, tellTrouble) {
  for (;;) {
    const hidden = new AbortController();
    const hide = () => document.visibilityState === "hidden" && hidden.abort();
    document.addEventListener("visibilitychange", hide);
    const answer = await patiently(
      () => ask(hidden.signal).catch((error) => (hidden.signal.aborted ? null : Promise.reject(error))),
      tellTrouble,
    );
    document.removeEventListener("visibilitychange", hide);
    if (answer && take(answer.events) === false) return;
    await seen(RESTING);
  }
}

export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function valueOf(tap) {
  return tap.split(".").slice(2).join(".");
}

function linked(text) {
  return text.split(LINK).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const link = element("a", "", piece);
    link.href = piece;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  });
}

function isFooter(row) {
  return row.length > 0 && row.every((button) => FOOTER.has(valueOf(button.tap)));
}

// `parts`: log, keys, write (the form), input, status. `send(body)` posts one thing said.
export class Conversation {
  constructor(parts, { send, onShown = () => {}, onExit = () => {}, position = null }) {
    Object.assign(this, parts);
    Object.assign(this, { send, onShown, onExit, position });
    this.queue = Promise.resolve();
    this.atEnd = true;
    this.held = 0;
    this.log.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.resized()).observe(this.log);
    this.write.addEventListener("submit", (event) => this.submit(event));
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    });
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.mine(text);
    this.say({ text });
  }

  // One after the other, in the order they were said; each under one id, so that none counts twice.
  say(what, quiet = false) {
    const body = { ...what, rid: freshId() };
    this.acted = true;
    this.held = 0;
    if (!quiet) this.think();
    this.queue = this.queue.then(() => this.send(body));
    return this.queue;
  }

  tap(button, inline) {
    if (valueOf(button.tap) === "/exit") return this.onExit(button.tap);
    if (!inline) {
      this.mine(button.label);
      this.lock(this.keys);
    }
    return this.say({ tap: button.tap }, inline);
  }

  lock(box) {
    for (const button of box.querySelectorAll("button")) button.disabled = true;
  }

  mine(text) {
    this.add(this.bubble("mine", text, "auto"));
  }

  take(event) {
    if (event.do === "exit") return this.onExit("");
    this.rest();
    const existing = this.log.querySelector(`[data-id="${Number(event.id)}"]`);
    const shown = this.told(event);
    if (existing) this.change(existing, shown);
    else this.add(shown);
    this.acted = false;
    if (!event.inline && event.do === "say") this.offer(event);
    this.onShown(event);
    return undefined;
  }

  // What changes stays where it stands. What one has acted on is brought into view, and what follows
  // it at once does not push it away; who reads the end goes on reading it.
  change(existing, shown) {
    const atEnd = this.atEnd;
    existing.replaceWith(shown);
    if (this.acted) {
      this.held = performance.now() + HELD;
      shown.scrollIntoView({ block: "nearest" });
    } else if (atEnd) this.toEnd();
  }

  told(event) {
    const shown = this.bubble("theirs", event.text, event.rtl ? "rtl" : "ltr");
    shown.dataset.id = event.id;
    if (event.lang) shown.lang = event.lang;
    if (event.picture) {
      const picture = element("img", "picture");
      picture.src = event.picture;
      picture.alt = event.alt;
      shown.append(picture);
    }
    if (event.inline) shown.append(...event.rows.map((row) => this.row(row, true)));
    return shown;
  }

  bubble(who, text, direction) {
    const words = element("p", "", ...linked(text));
    words.dir = direction;
    const shown = element("li", `bubble ${who}`, words);
    if (direction !== "auto") shown.dir = direction;
    return shown;
  }

  add(item) {
    this.log.append(item);
    this.toEnd();
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    if (clientHeight === this.height) this.atEnd = scrollHeight - scrollTop - clientHeight < 40;
  }

  resized() {
    if (this.atEnd) this.toEnd();
    this.height = this.log.clientHeight;
  }

  toEnd() {
    if (performance.now() < this.held) return;
    this.log.scrollTop = this.log.scrollHeight;
    this.atEnd = true;
  }

  offer(event) {
    const held = this.keys.contains(document.activeElement);
    const rows = event.rows.map((row) => this.row(row, false));
    if (event.wants === "position" && this.position) rows.unshift(this.position(event.wants_label));
    this.keys.replaceChildren(...rows);
    this.keys.dir = event.rtl ? "rtl" : "ltr";
    this.keys.hidden = rows.length === 0;
    this.keys.scrollTop = 0;
    this.input.inputMode = event.wants === "phone" ? "tel" : "text";
    if (held) this.keys.focus();
    this.toEnd();
  }

  row(buttons, inline) {
    const box = element("div", isFooter(buttons) ? "row footer" : "row");
    box.append(...buttons.map((button) => this.button(button, inline)));
    return box;
  }

  button(button, inline) {
    if (button.url) {
      const link = element("a", "key", button.label);
      link.href = button.url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      return link;
    }
    const key = element("button", "key", button.label);
    key.type = "button";
    key.dataset.value = valueOf(button.tap);
    key.addEventListener("click", () => this.tap(button, inline));
    return key;
  }

  think() {
    this.rest();
    this.thinking = element("li", "bubble theirs thinking");
    this.thinking.setAttribute("aria-hidden", "true");
    this.thinking.append(element("i"), element("i"), element("i"));
    this.add(this.thinking);
  }

  rest() {
    this.thinking?.remove();
    this.thinking = null;
  }

  tell(text) {
    this.status.textContent = text;
    this.status.hidden = !text;
  }
}
