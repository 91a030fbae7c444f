// Two people side by side over one WebSocket: typed lines, presses and forms go out, messages come in.

import { drawCard, drawForm, el } from "/cards.js";

const state = { people: [], commands: [], accounts: [], channel: "sales", zone: "UTC" };
const panes = [];
let socket;

const send = (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
const uid = () => crypto.randomUUID();

class Pane {
  constructor(number) {
    this.number = number;
    this.node = document.getElementById("pane").content.cloneNode(true).firstElementChild;
    this.node.setAttribute("aria-label", `Pane ${number + 1}`);
    for (const name of ["person", "place", "language", "log", "form", "choices", "line", "send"]) this[name] = this.node.querySelector(`.${name}`);
    this.log.setAttribute("aria-label", `Messages ${number + 1}`);
    this.choices.id = `choices-${number}`;
    this.choices.setAttribute("aria-label", "Commands and accounts");
    this.line.setAttribute("aria-controls", this.choices.id);
    this.person.onchange = this.place.onchange = () => this.open();
    this.language.onchange = () => this.say(`me language ${this.language.value}`);
    this.send.onclick = () => this.enter();
    this.line.oninput = () => this.suggest();
    this.line.onkeydown = (event) => this.key(event);
  }

  get conversation() {
    const places = { channel: "#", gallery: `!${this.language.value}` };
    return places[this.place.value] || `@${this.person.value}`;
  }

  common() { return { pane: this.number, person: this.person.value, place: this.place.value, id: uid() }; }

  fillPeople() {
    const chosen = this.person.value || (state.people[this.number] || {}).name;
    this.person.replaceChildren(...state.people.map((p) => el("option", { value: p.name, selected: p.name === chosen }, `${p.name} · ${p.roles}`)));
    const person = state.people.find((p) => p.name === this.person.value);
    if (person) this.language.value = person.language;
  }

  open() {
    this.fillPeople();
    this.form.replaceChildren();
    send({ type: "open", pane: this.number, conversation: this.conversation });
  }

  say(text) { send({ type: "say", text, ...this.common() }); }

  enter() {
    if (!this.line.value.trim()) return;
    this.say(this.line.value);
    this.line.value = "";
    this.suggest();
  }

  add(message) {
    if (message.conversation !== this.conversation || (message.only && message.only !== this.person.value)) return;
    this.log.append(this.draw(message));
    this.log.scrollTop = this.log.scrollHeight;
  }

  update(message) {
    const old = this.log.querySelector(`[data-id="${message.id}"]`);
    if (old) old.replaceWith(this.draw(message));
  }

  draw(message) {
    const show = document.getElementById("show").value;
    const meta = [message.who || "Snurr", new Date(message.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: state.zone }), message.only ? "only you" : ""];
    const press = (said, payload) => send({ type: "press", payload, receipt: said.id, ...this.common() });
    let parts = [el("p", {}, message.text)];
    if (message.card && show === "card") parts = drawCard(message, press);
    if (message.card && show === "payload") parts = [el("pre", {}, JSON.stringify(message.card, null, 1))];
    if (message.card && show === "text") parts = [el("pre", {}, message.text)];
    const mine = message.who && message.who === this.person.value;
    return el("li", { class: `said${mine ? " mine" : ""}`, "data-id": message.id }, el("div", { class: "meta" }, meta.filter(Boolean).join(" · ")), ...parts);
  }

  history(messages) {
    this.log.replaceChildren();
    messages.forEach((message) => this.add(message));
  }

  showForm(form) {
    this.form.replaceChildren();
    if (!form) return this.line.focus();
    const submit = (filled, values) => send({ type: "submit", verb: filled.verb, kept: filled.kept, values, ...this.common() });
    this.form.append(drawForm(form, state.accounts, submit, () => this.showForm(null)));
    this.form.querySelector("input, select, textarea")?.focus();
  }

  suggest() {
    const text = this.line.value.replace(/^\//, ""), parts = text.split(" ");
    let found = [];
    if (this.line.value.startsWith("/") && parts.length === 1) {
      found = state.commands.filter((c) => c.words.some((w) => w.startsWith(text.toLowerCase()))).map((c) => ({ fill: `/${c.word} `, label: c.usage, hint: c.help }));
    } else if (parts.length === 2 && parts[1]) {
      const typed = parts[1].toLowerCase();
      found = state.accounts.filter((name) => name.toLowerCase().includes(typed)).map((name) => ({ fill: `${this.line.value.split(" ")[0]} ${name.includes(" ") ? `"${name}"` : name} `, label: name, hint: "" }));
    }
    this.choices.replaceChildren(...found.slice(0, 12).map((each, place) => el("li", {
      role: "option", id: `${this.choices.id}-${place}`, "aria-selected": "false", "data-fill": each.fill,
      onmousedown: (event) => { event.preventDefault(); this.fill(each.fill); },
    }, each.label, " ", el("small", {}, each.hint))));
    this.choices.hidden = !found.length;
    this.line.setAttribute("aria-expanded", String(found.length > 0));
    this.choose(this.line.value.startsWith("/") ? 0 : -1);
  }

  choose(place) {
    const items = [...this.choices.children];
    this.chosen = items.length ? (place < 0 ? -1 : (place + items.length) % items.length) : -1;
    items.forEach((item, each) => item.setAttribute("aria-selected", String(each === this.chosen)));
    if (this.chosen >= 0) {
      this.line.setAttribute("aria-activedescendant", items[this.chosen].id);
      items[this.chosen].scrollIntoView({ block: "nearest" });
    } else this.line.removeAttribute("aria-activedescendant");
  }

  fill(text) { this.line.value = text; this.suggest(); this.line.focus(); }

  key(event) {
    const open = !this.choices.hidden, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open && step) { event.preventDefault(); this.choose(this.chosen < 0 && step < 0 ? this.choices.children.length - 1 : this.chosen + step); }
    else if (open && event.key === "Escape") { this.choices.hidden = true; this.chosen = -1; this.line.setAttribute("aria-expanded", "false"); }
    else if (open && this.chosen >= 0 && (event.key === "Tab" || event.key === "Enter")) { event.preventDefault(); this.fill(this.choices.children[this.chosen].dataset.fill); }
    else if (event.key === "Enter") this.enter();
  }
}

function showState(news) {
  const first = !state.people.length;
  Object.assign(state, news);
  document.getElementById("now").textContent = new Date(news.now).toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: state.zone });
  panes.forEach((pane) => (first ? pane.open() : pane.fillPeople()));
}

function receive(news) {
  if (news.type === "state") showState(news);
  if (news.type === "said") panes.forEach((pane) => pane.add(news.message));
  if (news.type === "updated") panes.forEach((pane) => pane.update(news.message));
  if (news.type === "history") panes[news.pane].history(news.messages);
  if (news.type === "form") panes[news.pane].showForm(news.form);
  if (news.type === "reset") { state.people = []; panes.forEach((pane) => pane.log.replaceChildren()); }
}

function connect() {
  const status = document.getElementById("connection");
  socket = new WebSocket(`ws://${location.host}/socket`);
  socket.onopen = () => { status.textContent = ""; state.people = []; };
  socket.onmessage = (event) => receive(JSON.parse(event.data));
  socket.onclose = () => { status.textContent = "Not connected; trying again."; setTimeout(connect, 1500); };
}

for (const number of [0, 1]) {
  const pane = new Pane(number);
  panes.push(pane);
  document.getElementById("panes").append(pane.node);
}
document.querySelectorAll("[data-steer]").forEach((button) => { button.onclick = () => send({ type: "steer", to: button.dataset.steer }); });
document.getElementById("show").onchange = () => panes.forEach((pane) => pane.open());
connect();
