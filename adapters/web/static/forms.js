// Draws a neutral form: labels, what was typed, and the error of each field beside it.

import { el, uid } from "/dom.js";

function choice(field, common) {
  const empty = field.required ? [] : [el("option", { value: "" }, "–")];
  return [
    el(
      "select",
      common,
      empty,
      field.options.map((o) => el("option", { value: o.value, selected: o.value === field.value }, o.label)),
    ),
  ];
}

function account(field, common, { accounts }) {
  const list = uid("accounts");
  return [
    el("input", { ...common, type: "text", value: field.value, list }),
    el(
      "datalist",
      { id: list },
      accounts.map((value) => el("option", { value })),
    ),
  ];
}

function day(field, common, { labels }) {
  const typed = el("input", { ...common, type: "text", value: field.value });
  const picked = el("input", {
    type: "date",
    "aria-label": labels.calendar,
    onchange: () => {
      if (picked.value) typed.value = picked.value;
    },
  });
  return [el("span", { class: "day" }, typed, picked)];
}

const INPUTS = {
  line: (field, common) => [el("input", { ...common, type: "text", value: field.value })],
  text: (field, common) => [el("textarea", { ...common, rows: 2 }, field.value)],
  choice: (field, common, around) =>
    field.options.length ? choice(field, common) : INPUTS.line(field, common, around),
  account,
  day,
};

function row(field, around) {
  const id = uid("field");
  const about = uid("about");
  const hint = field.error || field.hint;
  const common = {
    id,
    name: field.name,
    autocomplete: "off",
    "aria-required": field.required ? "true" : null,
    "aria-invalid": field.error ? "true" : null,
    "aria-describedby": hint ? about : null,
  };
  const below = hint ? el("p", { id: about, class: field.error ? "error" : "hint" }, hint) : null;
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, field.label),
    INPUTS[field.kind](field, common, around),
    below,
  );
}

export function drawForm(form, around, submit, cancel) {
  const send = (event) => {
    event.preventDefault();
    submit(Object.fromEntries(new FormData(event.target)));
  };
  const title = uid("title");
  const node = el(
    "form",
    { "aria-labelledby": title, novalidate: true, onsubmit: send },
    el("h2", { id: title }, form.title),
    form.fields.map((field) => row(field, around)),
    el(
      "div",
      { class: "buttons" },
      el("button", { class: "main", type: "submit" }, form.submit),
      el("button", { type: "button", onclick: cancel }, around.labels.cancel),
    ),
  );
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancel();
  });
  return node;
}

// Where typing goes on: the first field that is wrong, else the first that is empty.
export function firstToFill(node) {
  const inputs = [...node.querySelectorAll("[name]")];
  return (
    inputs.find((each) => each.getAttribute("aria-invalid")) ||
    inputs.find((each) => !each.value) ||
    inputs[0]
  );
}
