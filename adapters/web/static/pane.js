// One person in one place: what was said there, a form when something is missing, and the line to type on.

import { drawCard } from "/cards.js";
import { el, uid } from "/dom.js";
import { drawForm, firstToFill } from "/forms.js";
import { List, suggestions } from "/list.js";

const PARTS = ["person", "place", "language", "log", "form", "choices", "line", "send"];

export class Pane {
  constructor(number, state, tell) {
    Object.assign(this, { number, state, tell });
    this.node = document.getElementById("pane").content.cloneNode(true).firstElementChild;
    for (const name of PARTS) this[name] = this.node.querySelector(`.${name}`);
    this.choices.id = uid("choices");
    this.line.setAttribute("aria-controls", this.choices.id);
    this.list = new List(this.choices, this.line, (text) => this.fill(text));
    this.person.onchange = this.place.onchange = () => this.open();
    this.language.onchange = () =>
      this.ask("say", { text: `me language ${this.language.value}`, place: "private" });
    this.send.onclick = () => this.enter();
    this.line.oninput = () => this.suggest();
    this.line.onkeydown = (event) => {
      if (!this.list.key(event) && event.key === "Enter") this.enter();
    };
  }

  get who() {
    return this.state.people.find((each) => each.name === this.person.value);
  }
  get accounts() {
    return this.who?.roles.includes("guest") ? [] : this.state.accounts;
  }
  get labels() {
    return this.state.labels[this.who?.language || "en"];
  }
  get tag() {
    return this.state.languages[this.language.value].tag;
  }
  get gallery() {
    return this.place.value === "gallery";
  }
  get conversation() {
    return (
      { channel: "#", gallery: `!${this.who?.language || "en"}` }[this.place.value] || `@${this.person.value}`
    );
  }

  ask(type, more) {
    this.tell({
      type,
      pane: this.number,
      person: this.person.value,
      place: this.place.value,
      id: crypto.randomUUID(),
      ...more,
    });
  }

  say(text) {
    this.ask("say", { text });
  }

  fillPeople() {
    const chosen = this.person.value || this.state.people[this.number]?.name;
    const roles = (person) => person.roles.map((role) => this.labels.roles[role]).join(", ");
    const names = this.state.people.map((each) =>
      el("option", { value: each.name, selected: each.name === chosen }, `${each.name} · ${roles(each)}`),
    );
    this.person.replaceChildren(...names);
    if (!this.language.options.length) this.fillLanguages();
    this.language.value = this.who?.language || "en";
    this.translate();
  }

  fillLanguages() {
    const languages = Object.entries(this.state.languages);
    this.language.append(
      ...languages.map(([code, each]) => el("option", { value: code, lang: code }, each.name)),
    );
  }

  refresh() {
    this.fillPeople();
    if (this.conversation !== this.opened) this.open();
  }

  translate() {
    const { labels } = this;
    this.node.lang = this.language.value;
    this.node.querySelectorAll("[data-label]").forEach((each) => {
      each.textContent = labels[each.dataset.label];
    });
    this.node.setAttribute("aria-label", `${this.number + 1}: ${this.person.value}`);
    this.log.setAttribute("aria-label", `${labels.talk} ${this.number + 1}`);
    this.choices.setAttribute("aria-label", labels.list);
    this.line.placeholder = labels.hint;
    const names = { private: labels.private, channel: `#${this.state.channel}`, gallery: labels.gallery };
    for (const option of this.place.options) option.textContent = names[option.value];
  }

  turnTo(conversation) {
    const person = conversation.startsWith("@") && conversation.slice(1);
    this.place.value = person ? "private" : "channel";
    if (person) this.person.value = person;
    this.open();
  }

  open() {
    this.fillPeople();
    this.showForm(null, {}, false);
    this.opened = this.conversation;
    this.tell({ type: "open", pane: this.number, conversation: this.conversation });
  }

  enter() {
    if (!this.line.value.trim()) return;
    this.say(this.line.value);
    this.fill("");
  }

  fill(text) {
    this.line.value = text;
    this.suggest();
    this.line.focus();
  }

  suggest() {
    const mine = this.state.commands.filter((each) =>
      each.roles.some((role) => this.who?.roles.includes(role)),
    );
    const { found, first } = suggestions(this.line.value, {
      commands: mine,
      accounts: this.accounts,
      language: this.language.value,
    });
    this.list.show(found, first);
  }

  history(messages) {
    this.log.setAttribute("aria-busy", "true");
    const tries = (this.who?.tries || []).map((text) =>
      el("button", { type: "button", onclick: () => this.say(text) }, text),
    );
    this.log.replaceChildren(
      el("div", { class: "empty" }, el("p", {}, this.labels.empty), el("div", { class: "buttons" }, tries)),
    );
    messages.forEach((message) => this.add(message));
    this.log.setAttribute("aria-busy", "false");
  }

  add(message) {
    if (message.conversation !== this.conversation || (message.only && message.only !== this.person.value))
      return;
    this.log.querySelector(".empty")?.remove();
    this.log.append(this.draw(message));
    this.toEnd();
  }

  toEnd() {
    this.log.scrollTop = this.gallery ? 0 : this.log.scrollHeight;
  }

  update(message) {
    this.log.querySelector(`[data-id="${message.id}"]`)?.replaceWith(this.draw(message));
  }

  draw(message) {
    const mine = Boolean(message.who) && message.who === this.person.value;
    const clock = new Date(message.at).toLocaleTimeString(this.tag, {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: this.state.zone,
    });
    const meta = [message.who || "Snurr", clock, message.only ? this.labels.only : ""]
      .filter(Boolean)
      .join(" · ");
    const look = mine ? "said mine" : message.who && !message.card ? "said other" : "said";
    return el(
      "article",
      { class: look, "data-id": message.id, "aria-label": meta },
      el("p", { class: "meta" }, meta),
      this.drawBody(message),
    );
  }

  drawBody(message) {
    const as = this.state.show;
    if (!message.card) return [el("p", {}, message.text)];
    if (as !== "card") return [drawn(message.drawn[as], as)];
    const number = (value) => value.toLocaleString(this.tag);
    return drawCard(
      message,
      (payload) => this.ask("press", { payload, receipt: message.id }),
      this.labels,
      number,
    );
  }

  showForm(form, payloads = {}, focus = true) {
    this.form.replaceChildren();
    if (!form) {
      if (focus) this.line.focus();
      return;
    }
    const around = { accounts: this.accounts, labels: this.labels };
    this.form.append(
      drawForm(
        form,
        around,
        (values) => this.ask("submit", { verb: form.verb, kept: form.kept, values }),
        () => this.showForm(null),
      ),
    );
    if (this.state.show !== "card") this.form.append(drawn(payloads[this.state.show], this.state.show));
    firstToFill(this.form)?.focus();
    this.toEnd();
  }
}

const drawn = (payload, label) =>
  el(
    "pre",
    { tabindex: "0", role: "group", "aria-label": label },
    typeof payload === "string" ? payload : JSON.stringify(payload, null, 1),
  );
