const pause = { terminal: 200, log: 15_000 };

/** How far long work has come, on standard error: one line that is written over, or a line now and then in a log. */
export class Progress {
  readonly #total: number;
  readonly #what: string;
  readonly #output: { readonly stderr: (text: string) => void; readonly terminal: boolean };
  readonly #start = performance.now();
  #shown = this.#start;
  #line = false;

  constructor(
    total: number,
    output: { readonly stderr: (text: string) => void; readonly terminal: boolean },
    what = 'photos',
  ) {
    this.#total = total;
    this.#what = what;
    this.#output = output;
  }

  show(done: number): void {
    const { terminal, stderr } = this.#output;
    const now = performance.now();
    if (now - this.#shown < (terminal ? pause.terminal : pause.log)) return;
    this.#shown = now;
    const rate = (done / (now - this.#start)) * 1000;
    const text = `${done} of ${this.#total} ${this.#what}, ${rate >= 1 ? rate.toFixed(1) : rate.toPrecision(1)} a second`;
    stderr(terminal ? `\r\u001b[2K${text}` : `${text}\n`);
    this.#line = terminal;
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#line) this.#output.stderr('\r\u001b[2K');
    this.#line = false;
  }
}
