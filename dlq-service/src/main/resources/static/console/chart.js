import { h } from "./dom.js";
import { number, t } from "./texts.js";
import { exact } from "./times.js";

const HEIGHT = 190;
let redraw = () => {};

/** Draws the charts again, in the colours that are valid now. */
export function redrawCharts() {
  redraw();
}

const colour = (name) => {
  const probe = h("span", { class: `probe-${name}` });
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

function axis(options) {
  return { stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 },
    font: "12px system-ui, sans-serif", ...options };
}

const counted = (plot, value) => (value === null || value === undefined ? "–" : number(value));

function options(width, isUtc) {
  return {
    width,
    height: HEIGHT,
    tzDate: (seconds) => (isUtc ? uPlot.tzDate(new Date(seconds * 1_000), "Etc/UTC") : new Date(seconds * 1_000)),

    cursor: { points: { size: 6 }, drag: { x: false, y: false } },
    scales: { x: { time: true }, y: { range: (plot, least, most) => [0, Math.max(4, most * 1.1)] } },
    axes: [axis({ values: [
      [86_400, "{MM}-{DD}", null, null, null, null, null, null, 1],
      [3_600, "{HH}:{mm}", "\n{MM}-{DD}", null, "\n{MM}-{DD}", null, null, null, 1],
      [60, "{HH}:{mm}", "\n{MM}-{DD}", null, "\n{MM}-{DD}", null, null, null, 1]] }),
    axis({ size: 44, values: (plot, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? number(tick) : "")) })],
    series: [
      { label: t("From"), value: (plot, seconds) => (seconds === null ? "–" : exact(seconds * 1_000)) },
      { label: t("Arrived"), stroke: colour("bad"), fill: colour("bad-soft"), width: 2, value: counted,
        paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } },
      { label: t("Resolved"), stroke: colour("good"), width: 2, dash: [6, 3], value: counted,
        paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } },
    ],
  };
}

/** Arrivals against resolutions over time, with values on hover; the sums are said in words too. */
export function historyChart({ history, range }) {
  const sum = (name) => history.reduce((total, span) => total + span[name], 0);
  const words = t("Last {range}: {arrived} arrived, {resolved} resolved",
    { range, arrived: number(sum("arrived")), resolved: number(sum("resolved")) });
  const place = h("div", { class: "chart", role: "img", "aria-label": words });
  const width = history.length > 1 ? Date.parse(history[1].at) - Date.parse(history[0].at) : 3_600_000;
  const ends = [...history, { at: Date.parse(history.at(-1).at) + width, arrived: history.at(-1).arrived, resolved: history.at(-1).resolved }];
  const data = [ends.map((span) => new Date(span.at).getTime() / 1_000), ends.map((span) => span.arrived),
    ends.map((span) => span.resolved)];
  let plot;
  redraw = () => {
    plot?.destroy();
    if (place.isConnected) {
      plot = new uPlot(options(place.clientWidth, localStorage.getItem("elch-zone") === "UTC"), data, place);
    }
  };
  new ResizeObserver(() => {
    if (!plot) {
      redraw();
    } else if (place.clientWidth > 0) {
      plot.setSize({ width: place.clientWidth, height: HEIGHT });
    }
  }).observe(place);
  return h("figure", { class: "stack" }, place, h("figcaption", { class: "soft" }, words));
}
