// An ordinary calculator: what is shown after a quick exit.

const screen = document.getElementById("screen");
let shown = "0";
let stored = null;
let operation = "";
let fresh = true;

const OPERATIONS = {
  "+": (a, b) => a + b,
  "−": (a, b) => a - b,
  "×": (a, b) => a * b,
  "÷": (a, b) => a / b,
};

function write(number) {
  shown = Number.isFinite(number) ? String(Number(number.toPrecision(12))) : "0";
}

function work() {
  if (stored !== null && operation) write(OPERATIONS[operation](stored, Number(shown)));
  stored = null;
  fresh = true;
}

function press(key) {
  if (/\d/.test(key)) {
    shown = fresh || shown === "0" ? key : (shown + key).slice(0, 14);
    fresh = false;
  } else if (key === ".") {
    shown = fresh ? "0." : shown.includes(".") ? shown : `${shown}.`;
    fresh = false;
  } else if (key in OPERATIONS) {
    if (!fresh) work();
    stored = Number(shown);
    operation = key;
    fresh = true;
  } else if (key === "=") {
    work();
  } else {
    shown = "0";
    stored = null;
    fresh = true;
  }
  screen.textContent = shown;
}

const TYPED = { Enter: "=", "*": "×", "/": "÷", "-": "−", ",": ".", Delete: "C", Backspace: "C" };
const keys = document.getElementById("pad");
keys.addEventListener("click", (event) => {
  if (event.target.dataset.key) press(event.target.dataset.key);
});
document.addEventListener("keydown", (event) => {
  const key = TYPED[event.key] ?? event.key;
  const button = keys.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button) return;
  event.preventDefault();
  press(key);
});
