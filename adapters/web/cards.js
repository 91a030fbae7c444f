// Draws a neutral card with text nodes only: what people typed is shown as typed and never acts.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text) node.append(text);
  return node;
}

function bars(element) {
  const step = 100 / Math.max(element.bars.length, 1);
  const top = Math.max(1, element.target || 0, ...element.bars.map(([, value]) => value));
  const picture = svg("svg", { viewBox: "0 0 320 130", class: "bars", role: "img", "aria-label": element.alt });
  element.bars.forEach(([label, value], place) => {
    const width = (step * 3.1) * 0.62, x = place * step * 3.1 + 8, height = (value / top) * 85;
    picture.append(svg("rect", { x, y: 105 - height, width, height, fill: "#0072B2" }));
    picture.append(svg("text", { x: x + width / 2, y: 100 - height, "text-anchor": "middle", "font-size": 11 }, String(value)));
    picture.append(svg("text", { x: x + width / 2, y: 120, "text-anchor": "middle", "font-size": 11 }, label));
  });
  if (element.target) {
    const y = 105 - (element.target / top) * 85;
    picture.append(svg("line", { x1: 4, x2: 316, y1: y, y2: y, stroke: "#B34700", "stroke-dasharray": "5 3" }));
    picture.append(svg("text", { x: 316, y: y - 3, "text-anchor": "end", "font-size": 11, fill: "#B34700" }, String(element.target)));
  }
  return picture;
}

function progress(element) {
  const label = `${element.label}: ${element.done} / ${element.target}`;
  return el("p", {}, label, " ", el("progress", { max: Math.max(element.target, 1), value: element.done, "aria-label": label }));
}

function table(element) {
  const row = (cells, tag) => el("tr", {}, ...cells.map((cell) => el(tag, tag === "th" ? { scope: "col" } : {}, cell)));
  return el("table", {}, el("thead", {}, row(element.header, "th")), el("tbody", {}, ...element.rows.map((cells) => row(cells, "td"))));
}

const ELEMENTS = {
  Text: (element) => el("p", {}, element.text),
  Quote: (element) => el("blockquote", {}, element.text),
  Fields: (element) => el("dl", {}, ...element.pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
  Table: table,
  Progress: progress,
  Bars: (element) => el("div", {}, el("p", {}, element.title), bars(element)),
};

export function drawCard(message, press) {
  const { card, payloads } = message;
  const parts = card.title ? [el("h2", {}, card.title)] : [];
  parts.push(...card.body.map((element) => ELEMENTS[element._](element)));
  const all = [...card.buttons, ...card.more];
  const drawn = all.map((button, place) =>
    el("button", { type: "button", class: button.style, onclick: () => press(message, payloads[place]) }, button.label));
  const sight = drawn.slice(0, card.buttons.length), rest = drawn.slice(card.buttons.length);
  const more = rest.length ? el("details", { class: "more" }, el("summary", { "aria-label": "More" }, "…"), el("span", { class: "buttons" }, ...rest)) : null;
  if (drawn.length) parts.push(el("div", { class: "buttons" }, ...sight, more));
  if (card.seconds) parts.push(el("p", { class: "meta" }, `(${card.seconds} s)`));
  return parts;
}

function input(field, accounts) {
  const common = { name: field.name, id: `f-${field.name}-${Math.random().toString(36).slice(2)}`, required: field.required };
  if (field.kind === "choice") {
    const empty = field.required ? [] : [el("option", { value: "" }, "–")];
    return el("select", common, ...empty, ...field.options.map((o) => el("option", { value: o.value, selected: o.value === field.value }, o.label)));
  }
  if (field.kind === "text") return el("textarea", { ...common, rows: 2 }, field.value);
  const list = `l-${common.id}`;
  const node = el("input", { ...common, type: "text", value: field.value, autocomplete: "off", ...(field.kind === "account" ? { list } : {}) });
  if (field.kind !== "account") return node;
  return el("span", {}, node, el("datalist", { id: list }, ...accounts.map((name) => el("option", { value: name }))));
}

export function drawForm(form, accounts, submit, cancel) {
  const fields = form.fields.map((field) =>
    el("label", {}, field.label, input(field, accounts), field.error ? el("span", { class: "error", role: "alert" }, field.error) : null));
  const buttons = el("div", { class: "buttons" }, el("button", { class: "main", type: "submit" }, form.submit),
    el("button", { type: "button", onclick: cancel, "aria-label": "Close the form" }, "×"));
  const send = (event) => {
    event.preventDefault();
    submit(form, Object.fromEntries(new FormData(event.target)));
  };
  return el("form", { onsubmit: send }, el("h2", {}, form.title), ...fields, buttons);
}
