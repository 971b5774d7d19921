// What circles mean, drawn at the size that they have on the map just now.
import {element} from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

function shape(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** The number of people of 1, 2, 5, 10, 20, … that is nearest to a circle of `radius` pixels. */
function rounded(radius, scale) {
  const people = (radius / scale) ** 2;
  const power = 10 ** Math.floor(Math.log10(Math.max(people, 1)));
  const first = [1, 2, 5, 10].reduce((best, each) => (Math.abs(each * power - people) < Math.abs(best * power - people) ? each : best));
  return Math.max(1, first * power);
}

function sizes(words, scale) {
  const people = [...new Set([4, 11, 22].map(radius => rounded(radius, scale)))];
  const svg = shape("svg", {class: "map-sizes", width: 224, height: 64, role: "img", "aria-label": words.say("legend_sizes")});
  let x = 12;
  for (const number of people) {
    const r = Math.max(3.5, scale * Math.sqrt(number));
    svg.append(shape("circle", {class: "solid", cx: x + r, cy: 46 - r, r}));
    const text = svg.appendChild(shape("text", {x: x + r, y: 60, "text-anchor": "middle"}));
    text.textContent = words.number.format(number);
    x += 2 * r + 26;
  }
  return svg;
}

function sample(kind, words) {
  const svg = shape("svg", {class: "map-sample", width: 28, height: 22, "aria-hidden": "true"});
  if (kind !== "reach" && kind !== "unknown") svg.append(shape("circle", {class: "solid", cx: 14, cy: 11, r: 5}));
  if (kind !== "solid") svg.append(shape("circle", {class: kind, cx: 14, cy: 11, r: kind === "unknown" ? 4 : 9}));
  return element("li", "", "", svg, element("span", "", words));
}

/** Fill `place` with the legend for a zoom where one person has the radius `scale`. */
export function legend(place, words, scale) {
  const kinds = [["solid", "legend_lower"], ["ring", "legend_upper"], ["dashed", "legend_open"], ["unknown", "legend_unknown"], ["reach", "legend_reach"]];
  const list = element("ul", "", "", ...kinds.map(([kind, key]) => sample(kind, words.say(key))));
  place.replaceChildren(element("p", "map-heading", words.say("legend")), sizes(words, scale), list);
}
