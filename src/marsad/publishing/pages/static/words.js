// Words for people in the language of the page. They stand as JSON in the attribute `data-words` of the element that
// they belong to: a section of the catalogue of messages. A message is a text with {values}, or texts by plural form.

export class Words {
  constructor(element) {
    this.language = element.dataset.lang || document.documentElement.lang || "en";
    this.words = JSON.parse(element.dataset.words || "{}");
    this.plural = new Intl.PluralRules(this.language);
    // the digits of the pages, in every language
    this.locale = `${this.language}-u-nu-latn`;
    this.number = new Intl.NumberFormat(this.locale);
  }

  /** The message under a dotted key: a text, texts by plural form, or undefined. */
  find(key) {
    return key.split(".").reduce((found, part) => found?.[part], this.words);
  }

  /** The words of `key` with the values of its {places}; nothing where there are none. */
  say(key, values = {}) {
    const said = this.find(key);
    const text = typeof said === "object" ? said[this.plural.select(values.n)] ?? said.other : said;
    return (text ?? "").replace(/\{(\w+)\}/g, (_, name) =>
      typeof values[name] === "number" ? this.number.format(values[name]) : values[name] ?? "");
  }

  /** A range of people, as the server says it: exactly, from to, up to, at least (`open`), unknown. */
  range(lower, upper, open) {
    if (open) return this.say(lower ? "range.at_least" : "range.unknown", {lower});
    if (lower === upper) return lower ? this.number.format(lower) : this.say("range.none");
    return this.say(lower ? "range.between" : "range.up_to", {lower, upper});
  }
}

/** An element with a class, text and children; text goes in as text, never as markup. */
export function element(tag, kind = "", text = "", ...children) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}
