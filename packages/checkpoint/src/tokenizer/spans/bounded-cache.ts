/** Texts longer than this are not kept: words and characters are shorter. */
const longestKey = 64;
const mostEntries = 50_000;

/** What a function gave for short texts; it forgets everything when it is full, which takes tens of thousands. */
export class BoundedCache<Value> {
  readonly #make: (key: string) => Value;
  readonly #known = new Map<string, Value>();

  constructor(make: (key: string) => Value) {
    this.#make = make;
  }

  get(key: string): Value {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const value = this.#make(key);
    if (key.length > longestKey) return value;
    if (this.#known.size >= mostEntries) this.#known.clear();
    this.#known.set(key, value);
    return value;
  }
}
