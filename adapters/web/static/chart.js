// A bar chart with direct labels: the number above each bar, its name below, the target beside its line.

import { svg } from "/dom.js";

const WIDTH = 360;
const HEIGHT = 150;
const BASE = 124;
const ROOM = 92;
const EDGE = 46;

const word = (x, y, anchor, text, look) => svg("text", { x, y, "text-anchor": anchor, class: look }, text);

export function bars(element, labels, number) {
  const picture = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    class: "bars",
    role: "img",
    "aria-label": element.alt,
  });
  const step = (WIDTH - EDGE) / Math.max(element.bars.length, 1);
  const width = Math.min(step * 0.6, 44);
  const top = Math.max(1, element.target || 0, ...element.bars.map(([, value]) => value));
  element.bars.forEach(([label, value], place) => {
    const middle = (place + 0.5) * step;
    const height = Math.max((value / top) * ROOM, value > 0 ? 2 : 0);
    picture.append(
      svg("rect", { x: middle - width / 2, y: BASE - height, width, height, rx: 2, class: "bar" }),
    );
    picture.append(word(middle, BASE - height - 5, "middle", number(value), "value"));
    picture.append(word(middle, BASE + 18, "middle", label, "name"));
  });
  picture.append(svg("line", { x1: 0, x2: WIDTH - EDGE, y1: BASE, y2: BASE, class: "base" }));
  if (element.target) {
    const y = BASE - (element.target / top) * ROOM;
    picture.append(svg("line", { x1: 0, x2: WIDTH - EDGE, y1: y, y2: y, class: "target" }));
    picture.append(word(WIDTH - EDGE + 5, y, "start", number(element.target), "value"));
    picture.append(word(WIDTH - EDGE + 5, y + 13, "start", labels.target, "name"));
  }
  return picture;
}
