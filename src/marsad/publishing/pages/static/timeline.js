// Handles on the bars of a timeline: makes <figure class="timeline" data-words=…> into a brush for days. What is chosen
// is written into the address as since/until, beside whatever else it asks for; without this script every bar is a link.
import {element, Words} from "./words.js";

const FORWARD = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1};
const FAR = 10; // bars a page key moves
const CLICK = 4; // pixels; less of a move is a click on a bar

class Brush {
  constructor(figure) {
    this.figure = figure;
    this.words = new Words(figure);
    this.drawing = figure.querySelector("svg.timeline-bars");
    this.bars = [...this.drawing.querySelectorAll(".bar")];
    this.asked = new URL(location.href);
    this.chosen = this.fromAddress();
    this.build();
    this.listen();
    this.show();
  }

  /** The numbers of the first and last bar that the address asks for. */
  fromAddress() {
    const {since, until} = Object.fromEntries(this.asked.searchParams);
    const first = since ? this.bars.findIndex(bar => bar.dataset.last >= since) : 0;
    const last = until ? this.bars.findLastIndex(bar => bar.dataset.first <= until) : this.bars.length - 1;
    return [first < 0 ? this.bars.length - 1 : first, last < 0 ? 0 : last].sort((a, b) => a - b);
  }

  build() {
    this.stage = element("div", "brush");
    this.drawing.replaceWith(this.stage);
    this.band = element("div", "brush-band");
    this.handles = ["from", "until"].map((key, end) => this.handle(key, end));
    this.stage.append(this.drawing, this.band, ...this.handles);
    this.said = Object.assign(element("output", "brush-days"), {dir: "auto"});
    this.go = element("button", "", this.words.say("show"));
    this.all = element("button", "brush-all", this.words.say("all"));
    for (const button of [this.go, this.all]) button.type = "button";
    this.go.addEventListener("click", () => this.ask());
    this.all.addEventListener("click", () => this.ask(true));
    this.stage.after(element("p", "brush-ask", "", this.said, this.go, this.all));
    // one stop for the keyboard instead of a hundred; arrows go from bar to bar
    this.bars.filter(bar => bar.href).forEach((bar, number) => bar.setAttribute("tabindex", number ? -1 : 0));
  }

  handle(key, end) {
    const handle = element("div", `brush-handle brush-${key}`);
    const attributes = {role: "slider", tabindex: 0, "aria-label": this.words.say(key), "aria-valuemin": 0, "aria-valuemax": this.bars.length - 1};
    for (const [name, value] of Object.entries(attributes)) handle.setAttribute(name, value);
    handle.addEventListener("keydown", event => this.key(event, end));
    return handle;
  }

  listen() {
    this.stage.addEventListener("pointerdown", event => this.press(event));
    this.drawing.addEventListener("keydown", event => this.step(event));
    this.drawing.addEventListener("dragstart", event => event.preventDefault()); // a link would be carried away
  }

  key(event, end) {
    const moves = {...FORWARD, PageUp: FAR, PageDown: -FAR, Home: -this.bars.length, End: this.bars.length};
    if (event.key in moves) this.move(end, this.chosen[end] + moves[event.key]);
    else if (event.key === "Enter") this.ask();
    else if (event.key === "Escape") this.choose(...this.fromAddress());
    else return;
    event.preventDefault();
  }

  /** Arrows on a bar go to the next bar with incidents. */
  step(event) {
    const links = this.bars.filter(bar => bar.href);
    const next = links[links.indexOf(document.activeElement) + (FORWARD[event.key] ?? 0)];
    if (!(event.key in FORWARD) || !next) return;
    for (const link of links) link.setAttribute("tabindex", link === next ? 0 : -1);
    next.focus();
    event.preventDefault();
  }

  press(event) {
    if (event.button) return;
    const end = this.handles.indexOf(event.target);
    const start = event.clientX;
    const from = this.at(start);
    let dragged = end >= 0;
    const move = ({clientX}) => {
      dragged ||= Math.abs(clientX - start) > CLICK;
      if (end >= 0) this.move(end, this.at(clientX));
      else if (dragged) this.choose(...[from, this.at(clientX)].sort((a, b) => a - b));
    };
    const stop = ({type}) => {
      for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener);
      if (type === "pointercancel") this.choose(...this.fromAddress());
      else if (dragged && end < 0) addEventListener("click", swallow, {capture: true, once: true});
      setTimeout(() => removeEventListener("click", swallow, {capture: true}));
    };
    const swallow = click => {
      click.preventDefault();
      click.stopPropagation();
    };
    const listeners = {pointermove: move, pointerup: stop, pointercancel: stop};
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener);
  }

  /** The number of the bar at a place on the screen. */
  at(x) {
    const {left, width} = this.drawing.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((x - left) / width) * this.bars.length), 0), this.bars.length - 1);
  }

  move(end, to) {
    const limits = end ? [this.chosen[0], this.bars.length - 1] : [0, this.chosen[1]];
    const chosen = [...this.chosen];
    chosen[end] = Math.min(Math.max(to, limits[0]), limits[1]);
    this.choose(...chosen);
  }

  choose(first, last) {
    this.chosen = [first, last];
    this.show();
  }

  show() {
    const [first, last] = this.chosen;
    const share = number => `${(100 * number) / this.bars.length}%`;
    this.stage.style.setProperty("--from", share(first));
    this.stage.style.setProperty("--until", share(last + 1));
    this.stage.classList.toggle("whole", first === 0 && last === this.bars.length - 1);
    this.handles.forEach((handle, end) => {
      handle.setAttribute("aria-valuenow", this.chosen[end]);
      handle.setAttribute("aria-valuetext", this.label(end));
    });
    this.bars.forEach((bar, number) => bar.classList.toggle("outside", number < first || number > last));
    this.said.textContent = this.words.say("chosen", {first: this.label(0), last: this.label(1)});
    this.go.disabled = this.address().href === this.asked.href;
    this.all.hidden = !this.asked.searchParams.has("since") && !this.asked.searchParams.has("until");
  }

  label(end) {
    return this.bars[this.chosen[end]].dataset[end ? "until" : "since"];
  }

  /** The address that asks for the chosen days; an end that is not limited is left out. */
  address(everything = false) {
    const [first, last] = everything ? [0, this.bars.length - 1] : this.chosen;
    const address = new URL(this.asked);
    const ends = {since: first > 0 && this.bars[first].dataset.first, until: last < this.bars.length - 1 && this.bars[last].dataset.last};
    for (const [name, day] of Object.entries(ends)) {
      if (day) address.searchParams.set(name, day);
      else address.searchParams.delete(name);
    }
    for (const name of ["page", "after"]) address.searchParams.delete(name);
    return address;
  }

  ask(everything = false) {
    location.assign(this.address(everything));
  }
}

for (const figure of document.querySelectorAll("figure.timeline")) {
  if (figure.querySelector("svg.timeline-bars .bar")) new Brush(figure);
}
