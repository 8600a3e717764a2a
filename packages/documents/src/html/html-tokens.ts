/** What stands in a page, in order. Elements are not matched with their ends: no tree, so depth costs nothing. */
export interface HtmlListener {
  open(element: string, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(element: string): void;
}

/** The events of the tokenizer, which are offsets, as tokens with their text. */
export class HtmlTokens {
  readonly #html: string;
  readonly #listener: HtmlListener;
  #element = '';
  #attributes = new Map<string, string>();
  #attribute = '';
  #value = '';

  constructor(html: string, listener: HtmlListener) {
    this.#html = html;
    this.#listener = listener;
  }

  onopentagname(start: number, end: number): void {
    this.#element = this.#html.slice(start, end).toLowerCase();
    this.#attributes = new Map();
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#html.slice(start, end).toLowerCase();
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#html.slice(start, end);
  }

  onattribentity(codePoint: number): void {
    this.#value += String.fromCodePoint(codePoint);
  }

  onattribend(): void {
    this.#attributes.set(this.#attribute, this.#value);
  }

  onopentagend(): void {
    this.#listener.open(this.#element, this.#attributes);
  }

  onselfclosingtag(): void {
    this.onopentagend();
  }

  onclosetag(start: number, end: number): void {
    this.#listener.close(this.#html.slice(start, end).toLowerCase());
  }

  ontext(start: number, end: number): void {
    this.#listener.text(this.#html.slice(start, end));
  }

  ontextentity(codePoint: number): void {
    this.#listener.text(String.fromCodePoint(codePoint));
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onprocessinginstruction(): void {}
}
