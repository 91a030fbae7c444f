// Draws a neutral card; one function an element.

import { bars } from "/chart.js";
import { el } from "/dom.js";

function progress(element) {
  if (!element.target) return el("p", {}, `${element.label}: ${element.done}`);
  const label = `${element.label}: ${element.done} / ${element.target}`;
  return el(
    "p",
    { class: "progress" },
    el("span", {}, label),
    el("progress", {
      max: element.target,
      value: Math.min(element.done, element.target),
      "aria-label": label,
    }),
  );
}

function row(cells, tag) {
  const attributes = tag === "th" ? { scope: "col" } : {};
  const drawn = cells.map((cell) => el(tag, attributes, cell));
  return el("tr", {}, drawn);
}

function table(element, title) {
  const head = el("thead", {}, row(element.header, "th"));
  const rows = element.rows.map((cells) => row(cells, "td"));
  return el(
    "div",
    {
      class: "table",
      tabindex: "0",
      role: "group",
      "aria-label": element.header.filter(Boolean).join(", ") || title,
    },
    el("table", {}, head, el("tbody", {}, rows)),
  );
}

// The same as Phone.uri in bot/messages/card.py: only digits are dialled, and a plus in front.
const dialled = (number) => `tel:${number.trim().replace(/(?!^\+)[^0-9]/g, "")}`;

const ELEMENTS = {
  Text: (element) => el("p", {}, element.text),
  Quote: (element) => el("blockquote", {}, element.text),
  Fields: (element) =>
    el(
      "dl",
      {},
      element.pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
    ),
  Phone: (element) =>
    el("p", {}, `${element.label}: `, el("a", { href: dialled(element.number) }, element.number)),
  Table: (element, { title }) => table(element, title),
  Progress: progress,
  File: (element) =>
    el(
      "p",
      {},
      el(
        "a",
        { download: element.name, href: `data:application/octet-stream;base64,${element.data}` },
        element.name,
      ),
    ),
  Bars: (element, { labels, number }) =>
    el("figure", {}, el("figcaption", {}, element.title), bars(element, labels, number)),
};

function buttons(card, payloads, press, labels) {
  const drawn = [...card.buttons, ...card.more, ...card.feedback].map((button, place) =>
    el(
      "button",
      { type: "button", class: button.style, onclick: () => press(payloads[place]) },
      button.label,
    ),
  );
  if (!drawn.length) return [];
  const rest = drawn.slice(card.buttons.length);
  const more = rest.length
    ? el(
        "details",
        { class: "more" },
        el("summary", { "aria-label": labels.more }, "…"),
        el("div", { class: "buttons" }, rest),
      )
    : null;
  return [el("div", { class: "buttons" }, drawn.slice(0, card.buttons.length), more)];
}

export function drawCard({ card, payloads }, press, labels, number) {
  return [
    card.title ? el("h2", {}, card.title) : null,
    ...card.body.map((element) => ELEMENTS[element._](element, { title: card.title, labels, number })),
    ...buttons(card, payloads, press, labels),
    card.seconds ? el("p", { class: "meta" }, `(${card.seconds} s)`) : null,
  ];
}
