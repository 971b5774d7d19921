// Keys for those who read many incidents: j and k step through the list, the arrows go to the incident before and after,
// ? says so. All of it is also reachable by links; nothing here is needed to read.

const results = () => [...document.querySelectorAll("[data-results] [data-result]")];
const relation = name => document.querySelector(`link[rel="${name}"]`)?.href;
const rightToLeft = () => document.documentElement.dir === "rtl";

/** Does whoever has the focus want these keys for itself? */
function busy(target) {
  return target.closest("input, textarea, select, [contenteditable], [role=slider], svg, .map-canvas, dialog[open]") !== null;
}

function step(by) {
  const all = results();
  const at = all.findIndex(result => result.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({block: "nearest"});
  return next !== undefined;
}

function turn(name) {
  const address = relation(name);
  if (address) location.assign(address);
  return address !== undefined;
}

function help() {
  const dialog = document.querySelector("dialog[data-keys]");
  dialog?.showModal();
  return dialog !== null;
}

const onList = target => target.closest("[data-results]") !== null;
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: target => onList(target) && step(1),
  ArrowUp: target => onList(target) && step(-1),
  ArrowLeft: () => turn(rightToLeft() ? "next" : "prev"),
  ArrowRight: () => turn(rightToLeft() ? "prev" : "next"),
  "?": help,
};

document.addEventListener("keydown", event => {
  const {key, target, ctrlKey, altKey, metaKey, defaultPrevented} = event;
  if (defaultPrevented || ctrlKey || altKey || metaKey || busy(target)) return;
  if (Object.hasOwn(KEYS, key) && KEYS[key](target)) event.preventDefault();
});

for (const button of document.querySelectorAll("button[data-opens-keys]")) {
  button.hidden = false;
  button.addEventListener("click", help);
}
