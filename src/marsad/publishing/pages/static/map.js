// The map of a list of incidents: makes <section class="map" data-source=…> into a map. The list stays as it is, and where
// no map can be drawn the section says why.
import {dashedRing, DEEPEST, layers, numbered, scales, sources} from "./map-circles.js";
import {legend} from "./map-legend.js";
import {element, Words} from "./words.js";

const LIBRARY = new URL("./vendor/maplibre/", import.meta.url);
const MOST_LISTED = 8;
const MOST_LEAVES = 500;
const EDGE = 8; // pixels between a popup and the edge of the map
const COLOURS = ["sea", "land", "coast", "boundary", "city", "ink", "killed"];
const CIRCLES = ["lower", "upper", "open", "unknown"];

class IncidentMap {
  constructor(section) {
    this.section = section;
    this.words = new Words(section);
    this.files = {land: section.dataset.land, labels: section.dataset.labels, boundaries: section.dataset.boundaries};
    this.status = section.querySelector("[role=status]") ?? section.appendChild(element("p", "map-status"));
    this.status.setAttribute("role", "status");
  }

  tell(state, words) {
    this.section.dataset.state = state;
    this.status.textContent = words;
  }

  async draw() {
    if (!document.createElement("canvas").getContext("webgl2")) return this.tell("refused", this.words.say("no_webgl"));
    this.tell("loading", this.words.say("loading"));
    try {
      styleSheet(new URL("maplibre-gl.css", LIBRARY));
      const [library, answer] = await Promise.all([
        import(new URL("maplibre-gl.mjs", LIBRARY)), fetch(this.section.dataset.source, {headers: {accept: "application/geo+json"}}),
        document.fonts.load("12px 'Noto Sans'"), document.fonts.load("12px 'Noto Sans Arabic'", "ع"),
      ]);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.library = library;
      this.collection = await answer.json();
      this.points = numbered(this.collection.features);
      this.scale = scales(this.points);
      this.build();
    } catch {
      this.tell("failed", this.words.say("failed"));
    }
  }

  build() {
    this.place = element("div", "map-canvas");
    this.side = element("div", "map-side");
    this.status.after(this.place, this.side);
    this.open();
    this.legend = this.side.appendChild(element("div", "map-legend"));
    this.inView = this.side.appendChild(element("div", "map-in-view"));
    const without = this.collection.without_point ?? this.collection.features.length - this.points.length;
    if (without) this.side.append(element("p", "map-without", this.words.say("without_point", {n: without})));
    if ("search" in this.section.dataset) this.side.append(this.search = element("a", "map-search", this.words.say("search_area")));
    this.listen();
  }

  open() {
    const {Map: Drawn, NavigationControl, ScaleControl, setWorkerUrl} = this.library;
    setWorkerUrl(this.section.dataset.worker || new URL("maplibre-gl-worker.mjs", LIBRARY).href);
    this.map = new Drawn({
      container: this.place, style: {version: 8, sources: sources(this.files, this.points), layers: this.layers()},
      ...this.start(), maxZoom: DEEPEST + 0.9, minZoom: 0.5, attributionControl: false, cooperativeGestures: true,
      dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0, locale: this.controls(), renderWorldCopies: false,
    });
    this.map.setMissingStyleImageResolver(id => this.ring(id));
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new NavigationControl({showCompass: false}), document.dir === "rtl" ? "top-left" : "top-right");
    this.map.addControl(new ScaleControl({maxWidth: 90}), "bottom-left");
  }

  /** Where the map looks first: at all incidents, from no nearer than a province. */
  start() {
    if (!this.points.length) return {center: [30, 25], zoom: 1.2};
    const [longitudes, latitudes] = [0, 1].map(axis => this.points.map(point => point.geometry.coordinates[axis]));
    const bounds = [least(longitudes), least(latitudes), most(longitudes), most(latitudes)];
    return {bounds, fitBoundsOptions: {padding: 56, maxZoom: 7.5}};
  }

  controls() {
    const names = {
      "NavigationControl.ZoomIn": "zoom_in", "NavigationControl.ZoomOut": "zoom_out", "Map.Title": "map",
      "Popup.Close": "close", "ScaleControl.Kilometers": "km", "ScaleControl.Meters": "m",
      "CooperativeGesturesHandler.WindowsHelpText": "gesture", "CooperativeGesturesHandler.MacHelpText": "gesture_mac",
      "CooperativeGesturesHandler.MobileHelpText": "gesture_touch",
    };
    return Object.fromEntries(Object.entries(names).filter(([, key]) => this.words.find(key)).map(([name, key]) => [name, this.words.say(key)]));
  }

  layers() {
    const style = getComputedStyle(this.section);
    this.colours = Object.fromEntries(COLOURS.map(name => [name, style.getPropertyValue(`--map-${name}`).trim()]));
    return layers(this.files, this.colours, this.scale, this.words);
  }

  listen() {
    const {map} = this;
    map.on("moveend", () => this.moved());
    map.once("idle", () => {
      this.moved();
      this.tell("drawn", "");
      this.section.dispatchEvent(new CustomEvent("map-drawn", {detail: {map}, bubbles: true}));
    });
    for (const layer of CIRCLES) {
      map.on("mouseenter", layer, () => map.getCanvas().classList.add("over"));
      map.on("mouseleave", layer, () => map.getCanvas().classList.remove("over"));
    }
    map.on("click", ({point}) => this.ask(point));
    this.section.addEventListener("keydown", event => this.key(event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  ring(id) {
    const size = Number(id.replace("open-", ""));
    if (size && !this.map.hasImage(id)) this.map.addImage(id, dashedRing(size, this.colours.killed), {pixelRatio: 2});
  }

  recolour() {
    for (const {id, paint = {}} of this.layers()) {
      for (const [name, value] of Object.entries(paint)) this.map.setPaintProperty(id, name, value);
    }
    for (const id of this.map.listImages()) {
      if (id.startsWith("open-")) this.map.updateImage(id, dashedRing(Number(id.slice(5)), this.colours.killed));
    }
    this.moved();
  }

  /** After every move: sizes in the legend, incidents in view, and the link that would search there. */
  moved() {
    legend(this.legend, this.words, this.scale[Math.min(Math.floor(this.map.getZoom()), DEEPEST)]);
    const bounds = this.map.getBounds();
    const seen = this.points.filter(point => bounds.contains(point.geometry.coordinates));
    this.list(seen);
    if (!this.search) return;
    const centre = this.map.getCenter();
    const address = new URL(location.href);
    for (const name of ["page", "after"]) address.searchParams.delete(name);
    address.searchParams.set("near", `${centre.lat.toFixed(3)},${centre.lng.toFixed(3)}`);
    address.searchParams.set("km", String(Math.max(1, Math.ceil(centre.distanceTo(bounds.getNorthEast()) / 1000))));
    this.search.href = address.href;
  }

  list(seen) {
    const focused = this.inView.contains(document.activeElement);
    if (focused) return; // whoever steps through the list must not lose it under the finger
    const first = largest(seen);
    const items = first.map(({properties: {index}}) => {
      const button = element("button", "", "", ...this.titled(this.feature(index)));
      button.type = "button";
      button.addEventListener("click", () => this.show(this.feature(index), button));
      return element("li", "", "", button);
    });
    const incidents = seen.reduce((sum, {properties}) => sum + properties.incidents, 0);
    const more = incidents - first.reduce((sum, {properties}) => sum + properties.incidents, 0);
    const heading = element("p", "map-heading", this.words.say("in_view", {n: incidents}));
    const rest = more ? [element("p", "", this.words.say("more", {n: more}))] : [];
    this.inView.replaceChildren(heading, element("ol", "", "", ...items), ...rest);
  }

  feature(index) {
    return this.collection.features[index];
  }

  titled({properties: {title, killed_words: killed}}) {
    return [element("bdi", "map-title", title), " ", element("bdi", "map-killed", killed)];
  }

  /** What lies at a point of the map: one incident, or several that are drawn as one. */
  async ask(point) {
    const box = [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]];
    const [found] = this.map.queryRenderedFeatures(box, {layers: CIRCLES});
    if (!found) return;
    const {index, cluster_id: cluster} = found.properties;
    const back = this.map.getCanvas();
    if (cluster === undefined) return this.show(this.feature(index), back);
    const source = this.map.getSource("incidents");
    const [leaves, zoom] = await Promise.all([source.getClusterLeaves(cluster, MOST_LEAVES, 0), source.getClusterExpansionZoom(cluster)]);
    this.together(found, leaves, zoom, back);
  }

  show({properties, geometry: {coordinates}}, back) {
    const {title, url, day, killed_words: killed, precision} = properties;
    const link = element("a", "", title);
    link.href = url;
    const lines = [day, this.words.say(`precision.${precision}`)].filter(Boolean).map(line => element("p", "map-line", "", element("bdi", "", line)));
    this.popup(coordinates, back, element("p", "map-heading", "", element("bdi", "", "", link)), element("p", "map-killed", killed), ...lines);
  }

  together({properties, geometry: {coordinates}}, leaves, zoom, back) {
    const {incidents, lower, upper, open} = properties;
    const listed = largest(leaves);
    const items = listed.map(leaf => {
      const {title, url, killed_words: killed} = this.feature(leaf.properties.index).properties;
      const link = element("a", "", title);
      link.href = url;
      return element("li", "", "", element("bdi", "", "", link), " ", element("bdi", "map-killed", killed));
    });
    const parts = [
      element("p", "map-heading", this.words.say("incidents", {n: incidents})),
      element("p", "map-killed", this.words.say("sum", {range: this.words.range(lower, upper, open > 0)})),
      ...(zoom <= DEEPEST ? [this.nearer(coordinates, zoom)] : []),
      element("ol", "", "", ...items),
    ];
    const shown = listed.reduce((sum, leaf) => sum + leaf.properties.incidents, 0);
    if (incidents > shown) parts.push(element("p", "map-line", this.words.say("more", {n: incidents - shown})));
    this.popup(coordinates, back, ...parts);
  }

  nearer(center, zoom) {
    const button = element("button", "", this.words.say("zoom"));
    button.type = "button";
    button.addEventListener("click", () => {
      this.popped.remove();
      this.map.easeTo({center, zoom}); // MapLibre jumps where the reader wants less motion
    });
    return button;
  }

  popup(coordinates, back, ...parts) {
    this.popped?.remove();
    this.popped = new this.library.Popup({maxWidth: "20rem", padding: 8})
      .setLngLat(coordinates)
      .setDOMContent(element("div", "map-popup", "", ...parts))
      .addTo(this.map);
    this.popped.on("close", () => back.focus({preventScroll: true}));
    if (this.map.getBounds().contains(coordinates)) this.bringIn();
    else this.map.easeTo({center: coordinates}).once("moveend", () => this.bringIn());
  }

  /** Move the map so far that the whole popup is seen. */
  bringIn() {
    if (!this.popped.isOpen()) return;
    const [frame, box] = [this.place, this.popped.getElement()].map(each => each.getBoundingClientRect());
    const past = (start, end, from, to) => Math.max(0, end - to + EDGE) - Math.max(0, from - start + EDGE);
    const beyond = [past(box.left, box.right, frame.left, frame.right), past(box.top, box.bottom, frame.top, frame.bottom)];
    if (beyond.some(Math.abs)) this.map.panBy(beyond);
  }

  /** Escape closes; Enter on the map opens what is nearest to its middle. */
  key(event) {
    if (event.key === "Escape" && this.popped?.isOpen()) {
      this.popped.remove();
    } else if (event.key === "Enter" && event.target === this.map.getCanvas()) {
      const middle = this.map.project(this.map.getCenter());
      const found = this.map.queryRenderedFeatures({layers: CIRCLES}).map(({geometry}) => this.map.project(geometry.coordinates));
      const [nearest] = found.sort((a, b) => a.dist(middle) - b.dist(middle));
      if (nearest) this.ask(nearest);
    }
  }
}

const largest = points => [...points].sort((a, b) => b.properties.lower - a.properties.lower).slice(0, MOST_LISTED);
const least = numbers => numbers.reduce((a, b) => Math.min(a, b));
const most = numbers => numbers.reduce((a, b) => Math.max(a, b));

function styleSheet(address) {
  const link = Object.assign(document.createElement("link"), {rel: "stylesheet", href: address.href});
  document.head.prepend(link); // before the page's own, which has the last word
}

for (const section of document.querySelectorAll("section.map[data-source]")) new IncidentMap(section).draw();
