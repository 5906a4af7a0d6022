// The demonstration: three pages side by side, and the hand that moves its clock.

const by = (id) => document.getElementById(id);
const frame = by("focal-frame");
const choice = by("focal-choice");
const EVERY = 1500;
let newest = 0;

function open(name) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.dataset.pane === name;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen) tab.classList.remove("fresh");
  }
  for (const pane of document.querySelectorAll(".pane")) {
    pane.classList.toggle("open", pane.id === name);
  }
}

function visit(key) {
  choice.value = key;
  const wanted = `pane/${key}/desk/`;
  if (frame.getAttribute("src") !== wanted) frame.src = wanted;
}

function freshen(name) {
  const tab = document.querySelector(`[data-pane="${name}"]`);
  if (tab.getAttribute("aria-selected") !== "true") tab.classList.add("fresh");
}

function show(state) {
  by("now").textContent = state.now;
  by("next").textContent = state.next;
  by("jump").disabled = !state.due;
  if (state.referrals > newest) {
    newest = state.referrals;
    visit(state.newest);
    freshen("focal");
    freshen("coordinator");
  }
}

async function look() {
  if (document.visibilityState === "visible") {
    const answer = await fetch(`demo/state${location.search}`, { cache: "no-store" });
    if (answer.ok) show(await answer.json());
  }
}

async function move(how) {
  const answer = await fetch(`demo/clock${location.search}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ how }),
  });
  if (answer.ok) show(await answer.json());
}

const again = () => setTimeout(() => look().catch(() => {}).finally(again), EVERY);

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => open(tab.dataset.pane));
}
by("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const turned = document.documentElement.dir === "rtl" ? -step : step;
  const next = tabs[(tabs.indexOf(document.activeElement) + turned + tabs.length) % tabs.length];
  next.focus();
  open(next.dataset.pane);
});
choice.addEventListener("change", () => visit(choice.value));
by("jump").addEventListener("click", () => move("next"));
by("day").addEventListener("click", () => move("day"));
open("person");
look().catch(() => {});
again();
