// A bar chart with direct labels: columns where every word fits below or above its own, else rows.

import { svg } from "/dom.js";

const WIDTH = 360;
const SIZE = 12;
const GAP = 5;
const HEIGHT = 150;
const BASE = 124;
const ROOM = 92;
const EDGE = 46;
const ROW = 22;
const BAR = 14;
const LABELS = 150;

const letters = document.createElement("canvas").getContext("2d");

function wide(text, bold = false) {
  letters.font = `${bold ? 600 : 400} ${SIZE}px ${getComputedStyle(document.body).fontFamily}`;
  return letters.measureText(text).width;
}

// Cut where a reader sees two signs, never within one.
function fitted(text, room) {
  if (wide(text) <= room) return text;
  const signs = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  while (signs.length && wide(`${signs.join("").trimEnd()}…`) > room) signs.pop();
  return `${signs.join("").trimEnd()}…`;
}

const word = (x, y, anchor, text, look) => svg("text", { x, y, "text-anchor": anchor, class: look }, text);
const line = (x1, y1, x2, y2, look) => svg("line", { x1, y1, x2, y2, class: look });

function picture(element, height) {
  const look = { viewBox: `0 0 ${WIDTH} ${height}`, class: "bars", role: "img" };
  return svg("svg", { ...look, "aria-label": element.alt });
}

function columns(element, labels, numbers, top, step) {
  const drawn = picture(element, HEIGHT);
  const width = Math.min(step * 0.6, 44);
  const words = element.bars.flatMap(([label, value], place) => {
    const middle = (place + 0.5) * step;
    const height = Math.max((value / top) * ROOM, value > 0 ? 2 : 0);
    const y = BASE - height;
    drawn.append(svg("rect", { x: middle - width / 2, y, width, height, rx: 2, class: "bar" }));
    return [
      word(middle, y - GAP, "middle", numbers[place], "value"),
      word(middle, BASE + 18, "middle", label, "name"),
    ];
  });
  drawn.append(line(0, BASE, WIDTH - EDGE, BASE, "base"));
  if (element.target) {
    const y = BASE - (element.target / top) * ROOM;
    drawn.append(line(0, y, WIDTH - EDGE, y, "target"));
    words.push(word(WIDTH - EDGE + GAP, y, "start", numbers.at(-1), "value"));
    words.push(word(WIDTH - EDGE + GAP, y + 13, "start", fitted(labels.target, EDGE - GAP), "name"));
  }
  drawn.append(...words);
  return drawn;
}

function rows(element, labels, numbers, top) {
  const head = element.target ? ROW : 0;
  const drawn = picture(element, head + element.bars.length * ROW + GAP);
  const names = element.bars.map(([label]) => fitted(label, LABELS));
  const left = GAP + Math.max(0, ...names.map((name) => wide(name)));
  const room = WIDTH - left - GAP - Math.max(...numbers.map((text) => wide(text, true)));
  const words = element.bars.flatMap(([label, value], place) => {
    const y = head + place * ROW;
    const width = Math.max((value / top) * room, value > 0 ? 2 : 0);
    drawn.append(svg("rect", { x: left, y: y + 4, width, height: BAR, rx: 2, class: "bar" }));
    const name = word(left - GAP, y + 15, "end", names[place], "name");
    if (names[place] !== label) name.append(svg("title", {}, label));
    return [name, word(left + width + GAP, y + 15, "start", numbers[place], "value")];
  });
  drawn.append(line(left, head, left, head + element.bars.length * ROW, "base"));
  if (element.target) {
    const x = left + (element.target / top) * room;
    drawn.append(line(x, head - 3, x, head + element.bars.length * ROW, "target"));
    const goal = `${labels.target} ${numbers.at(-1)}`;
    const half = wide(goal, true) / 2;
    words.push(word(Math.min(Math.max(x, half), WIDTH - half), head - 8, "middle", goal, "value"));
  }
  drawn.append(...words);
  return drawn;
}

export function bars(element, labels, number) {
  const numbers = element.bars.map(([, value]) => number(value));
  if (element.target) numbers.push(number(element.target));
  const top = Math.max(1, element.target || 0, ...element.bars.map(([, value]) => value));
  const step = (WIDTH - EDGE) / Math.max(element.bars.length, 1);
  const widest = Math.max(
    ...element.bars.map(([label]) => wide(label)),
    ...numbers.map((text) => wide(text, true)),
  );
  const goal = element.target ? wide(numbers.at(-1), true) + GAP <= EDGE : true;
  const fits = widest + GAP <= step && goal;
  return fits ? columns(element, labels, numbers, top, step) : rows(element, labels, numbers, top);
}
