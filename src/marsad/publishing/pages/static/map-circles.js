// What the map draws of incidents: the numbers of each, the size of circles at every zoom, the layers of the style.
// The area of a disc is the number of people killed at least, the area of its ring the number up to which; a dashed ring
// has no number: nobody knows how many more. Clusters add up bounds with bounds, so they are drawn the same way.

export const DEEPEST = 11;
const WIDEST = 38; // pixels, the radius of the largest circle at a zoom
const FULL = 3.2; // pixels, the radius of one person where there is room
const CLUSTER = 34; // pixels around a point within which others join it
const LEAST = 3.5;

/** The features with a point, each with plain numbers for the style; `index` leads back to the feature. */
export function numbered(features) {
  return features.flatMap((feature, index) => {
    if (!feature.geometry) return [];
    const {killed_lower: lower, killed_upper: upper, precision, radius_km: km} = feature.properties;
    const [, latitude] = feature.geometry.coordinates;
    const properties = {
      index,
      lower: lower ?? 0,
      upper: upper ?? lower ?? 0,
      open: lower !== null && upper === null ? 1 : 0, // who tells no number leaves no sum open
      incidents: feature.properties.incidents ?? 1, // of one place, where there are very many
      exact: precision === "exact" ? 1 : 0,
      // pixels at zoom 0, where the world is 512 wide
      reach: ((km ?? 0) * 512) / (40030 * Math.max(Math.cos((latitude * Math.PI) / 180), 0.05)),
    };
    return [{type: "Feature", properties, geometry: feature.geometry}];
  });
}

/** For every whole zoom, the radius in pixels of a circle for one person. It never shrinks as the map comes nearer. */
export function scales(points) {
  const found = [];
  for (let zoom = 0; zoom <= DEEPEST; zoom++) {
    const cell = (2 * CLUSTER) / (512 * 2 ** zoom);
    const sums = new Map();
    for (const {properties, geometry} of points) {
      const [x, y] = mercator(geometry.coordinates);
      const key = `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
      sums.set(key, (sums.get(key) ?? 0) + Math.max(properties.lower, properties.upper));
    }
    const most = Math.max(1, ...sums.values());
    found.push(Math.max(found.at(-1) ?? 0, Math.min(FULL, WIDEST / Math.sqrt(most))));
  }
  return found;
}

function mercator([longitude, latitude]) {
  const sine = Math.sin((Math.min(Math.max(latitude, -85), 85) * Math.PI) / 180);
  return [longitude / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** An expression of the style that has its own value at every whole zoom. */
const byZoom = (scale, value) => ["step", ["zoom"], value(scale[0]), ...scale.slice(1).flatMap((each, i) => [i + 1, value(each)])];
const radius = (property, scale) =>
  ["max", LEAST, ["*", scale, ["sqrt", ["get", property]]]];
const one = ["!", ["has", "point_count"]];
const open = [">", ["get", "open"], 0];
const wide = ["all", ["!", open], [">", ["get", "upper"], ["get", "lower"]]];

/** The sources of the map: files of this site, and the incidents as they came. */
export function sources(files, points) {
  const sum = property => ["+", ["get", property]];
  const clusterProperties = {lower: sum("lower"), upper: sum("upper"), open: sum("open"), incidents: sum("incidents")};
  const incidents = {
    type: "geojson", data: {type: "FeatureCollection", features: points}, maxzoom: DEEPEST + 1,
    cluster: true, clusterRadius: CLUSTER, clusterMaxZoom: DEEPEST, clusterProperties,
  };
  const drawn = {land: {type: "geojson", data: files.land, tolerance: 0.2}, incidents};
  if (files.labels) drawn.labels = {type: "geojson", data: files.labels};
  if (files.boundaries) drawn.boundaries = {type: "geojson", data: files.boundaries};
  return drawn;
}

/** The layers of the map from the ground up, in the colours of the page. */
export function layers(files, colours, scale, {language, locale}) {
  return [
    {id: "sea", type: "background", paint: {"background-color": colours.sea}},
    {id: "land", type: "fill", source: "land", paint: {"fill-color": colours.land}},
    {id: "coast", type: "line", source: "land", paint: {"line-color": colours.coast, "line-width": 0.7}},
    ...(files.boundaries ? boundaries(colours) : []),
    ...(files.labels ? [cities(colours, language)] : []),
    reach(colours),
    ...circles(colours, scale),
    {
      id: "open", type: "symbol", source: "incidents", filter: open,
      layout: {
        "icon-image": byZoom(scale, k => ["concat", "open-", ["to-string", ["round", ["+", 5, radius("lower", k)]]]]),
        "icon-allow-overlap": true, "icon-ignore-placement": true,
      },
    },
    numbers(colours, scale, locale),
  ];
}

function boundaries(colours) {
  const line = {type: "line", source: "boundaries"};
  const paint = {"line-color": colours.boundary, "line-width": 0.8};
  const disputed = ["==", ["get", "disputed"], true];
  return [
    {...line, id: "boundaries", filter: ["!", disputed], paint},
    {...line, id: "boundaries-disputed", filter: disputed, paint: {...paint, "line-dasharray": [3, 3]}},
  ];
}

function cities(colours, language) {
  return {
    id: "cities", type: "symbol", source: "labels",
    filter: ["<", ["get", "rank"], ["interpolate", ["linear"], ["zoom"], 1, 12, 4, 200, 6, 900, 7, 3000]],
    layout: {
      "text-field": ["coalesce", ["get", `name_${language}`], ["get", "name"]],
      "text-font": ["Noto Sans", "Noto Sans Arabic"], "text-size": 11.5, "text-padding": 6,
      "symbol-sort-key": ["get", "rank"],
    },
    paint: {"text-color": colours.city, "text-halo-color": colours.land, "text-halo-width": 1.2},
  };
}

/** How exactly a place is known: a circle of as many kilometres, at every zoom. */
function reach(colours) {
  return {
    id: "reach", type: "circle", source: "incidents", filter: one,
    paint: {
      "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "reach"], 20, ["*", ["get", "reach"], 2 ** 20]],
      "circle-color": colours.killed, "circle-opacity": 0.07,
      "circle-stroke-color": colours.killed, "circle-stroke-width": 0.8, "circle-stroke-opacity": 0.35,
    },
  };
}

function circles(colours, scale) {
  const circle = {type: "circle", source: "incidents"};
  const unknown = ["all", ["==", ["get", "lower"], 0], ["==", ["get", "upper"], 0]];
  return [
    {
      ...circle, id: "upper", filter: wide,
      paint: {
        "circle-radius": byZoom(scale, k => radius("upper", k)), "circle-color": colours.killed, "circle-opacity": 0.16,
        "circle-stroke-color": colours.killed, "circle-stroke-width": 1.4,
      },
    },
    {
      ...circle, id: "lower", filter: [">", ["get", "lower"], 0],
      paint: {
        "circle-radius": byZoom(scale, k => radius("lower", k)), "circle-color": colours.killed, "circle-opacity": 0.88,
        "circle-stroke-color": colours.land, "circle-stroke-width": 0.8,
      },
    },
    {
      ...circle, id: "unknown", filter: unknown,
      paint: {
        "circle-radius": 4, "circle-color": colours.land, "circle-stroke-color": colours.killed, "circle-stroke-width": 1.4,
      },
    },
  ];
}

/** The range beside a circle, never a bare sum where it is wide; "12+" where nobody knows how many more. */
function numbers(colours, scale, locale) {
  const said = property => ["number-format", ["get", property], {locale}];
  const outer = k => ["/", ["+", 6, ["max", radius("upper", k), ["case", open, ["+", 5, radius("lower", k)], 0]]], 11];
  return {
    id: "numbers", type: "symbol", source: "incidents", filter: ["any", [">", ["get", "lower"], 0], wide],
    layout: {
      "text-field": [
        "case", open, ["concat", said("lower"), "+"],
        ["==", ["get", "lower"], ["get", "upper"]], said("lower"),
        ["concat", said("lower"), "–", said("upper")],
      ],
      "text-font": ["Noto Sans", "Noto Sans Arabic"], "text-size": 11, "text-padding": 2,
      "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": byZoom(scale, outer),
      "symbol-sort-key": ["-", 0, ["get", "upper"]],
    },
    paint: {"text-color": colours.ink, "text-halo-color": colours.land, "text-halo-width": 1.6},
  };
}

/** A dashed ring of a radius, as a picture that MapLibre takes. */
export function dashedRing(radiusInPixels, colour) {
  const ratio = 2;
  const size = 2 * (radiusInPixels + 2) * ratio;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  const round = 2 * Math.PI * radiusInPixels;
  const dash = round / (2 * Math.max(6, Math.round(round / 7)));
  pen.setLineDash([dash, dash]);
  pen.beginPath();
  pen.arc(radiusInPixels + 2, radiusInPixels + 2, radiusInPixels, 0, 2 * Math.PI);
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}
