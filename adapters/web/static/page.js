// Two people side by side over one WebSocket: typed lines, presses and forms go out, messages come in.

import { el } from "/dom.js";
import { Pane } from "/pane.js";

const NAMES = { slack: "Slack", teams: "Teams" };
const state = {
  people: [],
  commands: [],
  accounts: [],
  languages: {},
  labels: {},
  channel: "sales",
  zone: "UTC",
  show: "card",
  shows: [],
};
const panes = [];
const show = document.getElementById("show");
const now = document.getElementById("now");
const status = document.getElementById("connection");
const spoken = (wanted) =>
  Object.keys(state.languages).find(
    (code) => code === wanted || state.languages[code].hints.includes(wanted),
  );
const language = () => navigator.languages.map((each) => spoken(each.split("-")[0])).find(Boolean) || "en";
const tell = (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
let socket;

function words({ languages, labels: all, commands }) {
  Object.assign(state, { languages, labels: all, commands, people: [] });
  const labels = all[language()];
  document.documentElement.lang = language();
  document.querySelectorAll("header [data-label]").forEach((each) => {
    each.textContent = labels[each.dataset.label];
  });
  document.querySelectorAll("[data-steer]").forEach((each) => {
    each.textContent = labels[each.dataset.steer];
  });
  document.getElementById("clock").setAttribute("aria-label", labels.clock);
}

function around(news) {
  const first = !state.people.length;
  Object.assign(state, news);
  now.dateTime = news.now;
  now.textContent = new Date(news.now).toLocaleString(state.languages[language()].tag, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: state.zone,
  });
  if (first) ways();
  panes.forEach((pane) => (first ? pane.open() : pane.refresh()));
}

function ways() {
  const labels = state.labels[language()];
  const names = {
    card: labels.card,
    ...Object.fromEntries(state.shows.map((each) => [each, NAMES[each] || each])),
    terminal: labels.text,
  };
  show.replaceChildren(
    ...["card", ...state.shows].map((each) =>
      el("option", { value: each, selected: each === state.show }, names[each]),
    ),
  );
}

function reset() {
  state.people = [];
  panes.forEach((pane) => pane.showForm(null, {}, false));
}

function steered({ asked, names, conversations }) {
  const labels = state.labels[language()];
  const quiet = asked === "next" ? labels.quiet : "";
  status.className = "calm";
  status.textContent = names.length ? labels.arrived.replace("{names}", names.join(", ")) : quiet;
  if (asked === "next" && names.length && !panes.some((pane) => conversations.includes(pane.conversation)))
    panes[1].turnTo(conversations[0]);
}

const NEWS = {
  words,
  state: around,
  reset,
  steered,
  said: (news) => panes.forEach((pane) => pane.add(news.message)),
  updated: (news) => panes.forEach((pane) => pane.update(news.message)),
  history: (news) =>
    news.conversation === panes[news.pane].conversation && panes[news.pane].history(news.messages),
  form: (news) => panes[news.pane].showForm(news.form, news.drawn),
};

function connect() {
  socket = new WebSocket(`ws://${location.host}/socket`);
  socket.onopen = () => {
    status.textContent = "";
  };
  socket.onmessage = (event) => {
    const news = JSON.parse(event.data);
    NEWS[news.type](news);
  };
  socket.onclose = () => {
    status.className = "";
    status.textContent = (state.labels[language()] || {}).away || "Not connected; trying again.";
    setTimeout(connect, 1500);
  };
}

for (const number of [0, 1]) {
  const pane = new Pane(number, state, tell);
  panes.push(pane);
  document.getElementById("panes").append(pane.node);
}
document.querySelectorAll("[data-steer]").forEach((button) => {
  button.onclick = () => tell({ type: "steer", to: button.dataset.steer });
});
show.onchange = () => {
  state.show = show.value;
  panes.forEach((pane) => pane.open());
};
connect();
