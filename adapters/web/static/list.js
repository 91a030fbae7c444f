// The list over the message line: commands after a slash, then accounts. Nothing in it is ever run by itself.

import { el } from "/dom.js";

const ODD = { ø: "o", ł: "l", æ: "ae", đ: "d", ß: "ss" };

export const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[øłæđß]/g, (letter) => ODD[letter]);

const quoted = (name) => (name.includes(" ") && !name.includes('"') ? `"${name}"` : name);

function commandsFor(typed, commands, language) {
  const rank = (each) => (each.words.includes(typed) ? 0 : 1);
  // Behind a whole word of a command come its accounts, though a longer word goes on alike: "call with".
  const typedWhole = (each) => each.words.some((word) => typed.startsWith(`${word} `));
  return commands
    .filter((each) => !typedWhole(each) && each.words.some((word) => word.startsWith(typed)))
    .sort((one, other) => rank(one) - rank(other))
    .map((each) => ({
      fill: `/${each.in[language].word} `,
      label: each.in[language].usage,
      hint: each.in[language].help,
    }));
}

function accountsFor(line, typed, commands, accounts) {
  const verb = commands
    .flatMap((each) => each.words.map((word) => [word, each]))
    .filter(([word]) => typed.startsWith(`${word} `))
    .sort(([one], [other]) => other.length - one.length)[0];
  if (!verb || !verb[1].account) return [];
  const lead = line.match(new RegExp(`^\\s*/?\\s*(\\S+\\s+){${verb[0].split(" ").length}}`))[0];
  const rest = fold(line.slice(lead.length)).replace(/^"/, "");
  if (!rest && !line.trimStart().startsWith("/")) return [];
  return accounts
    .filter(
      (name) =>
        fold(name).includes(rest) && !fold(line.slice(lead.length)).startsWith(fold(`${quoted(name)} `)),
    )
    .map((name) => ({ fill: `${lead}${quoted(name)} `, label: name, hint: "" }));
}

// What may follow a line; `first` says whether Enter takes the first without a choice.
export function suggestions(line, { commands, accounts, language }) {
  const slash = line.startsWith("/");
  const typed = fold(line.trimStart().replace(/^\//, "").trimStart());
  const found = slash ? commandsFor(typed, commands, language) : [];
  const whole = commands.some((each) => each.words.includes(typed.trim()));
  return found.length
    ? { found, first: !whole }
    : { found: accountsFor(line, typed, commands, accounts), first: false };
}

export class List {
  constructor(node, line, take) {
    Object.assign(this, { node, line, take, chosen: -1 });
    line.addEventListener("blur", () => this.show([]));
  }

  get open() {
    return !this.node.hidden;
  }

  show(found, first = false) {
    this.node.replaceChildren(
      ...found.map((each, place) =>
        el(
          "li",
          {
            role: "option",
            id: `${this.node.id}-${place}`,
            "aria-selected": "false",
            "data-fill": each.fill,
            onmousedown: (event) => {
              event.preventDefault();
              this.take(each.fill);
            },
          },
          el("span", {}, each.label),
          each.hint ? el("small", {}, each.hint) : null,
        ),
      ),
    );
    this.node.hidden = !found.length;
    this.line.setAttribute("aria-expanded", String(found.length > 0));
    this.choose(first ? 0 : -1);
  }

  choose(place) {
    const items = [...this.node.children];
    this.chosen = place;
    items.forEach((item, each) => item.setAttribute("aria-selected", String(each === place)));
    if (!items[place]) {
      this.line.removeAttribute("aria-activedescendant");
      return;
    }
    this.line.setAttribute("aria-activedescendant", items[place].id);
    items[place].scrollIntoView({ block: "nearest" });
  }

  // Whether the list has dealt with a key.
  key(event) {
    const count = this.node.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!this.open) return false;
    if (step) this.choose(this.chosen < 0 && step < 0 ? count - 1 : (this.chosen + step + count) % count);
    else if (event.key === "Escape") this.show([]);
    else if (["Tab", "Enter"].includes(event.key) && !event.shiftKey && this.chosen >= 0)
      this.take(this.node.children[this.chosen].dataset.fill);
    else return false;
    event.preventDefault();
    return true;
  }
}
