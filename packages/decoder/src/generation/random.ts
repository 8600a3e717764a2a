const MASK_64 = (1n << 64n) - 1n;

/** The jump polynomial of xoshiro128**: as far as 2^64 draws. */
const JUMP = [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b] as const;

/**
 * xoshiro128** 1.1 by {@link https://prng.di.unimi.it/ | Blackman and Vigna}, whole 32-bit arithmetic: the same numbers
 * on every platform.
 */
export class RandomStream {
  readonly #state: Uint32Array;

  /** @param state four 32-bit words, not all zero */
  constructor(state: readonly [number, number, number, number]) {
    this.#state = Uint32Array.from(state);
  }

  /**
   * Stream `stream` of a seed. Streams of one seed never overlap: each starts 2^64 draws after the one before.
   *
   * @param seed whole number from 0 to 2^53 - 1, spread over the state by SplitMix64 as the generator's authors advise
   */
  static of(seed: number, stream: number): RandomStream {
    const random = new RandomStream(splitMix64(BigInt(seed)));
    for (let jumps = 0; jumps < stream; jumps++) random.#jump();
    return random;
  }

  /** The first streams of a seed, each found from the one before. */
  static first(seed: number, count: number): RandomStream[] {
    const random = RandomStream.of(seed, 0);
    return Array.from({ length: count }, () => {
      const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = random.#state;
      random.#jump();
      return new RandomStream([s0, s1, s2, s3]);
    });
  }

  /** The next whole number from 0 to 2^32 - 1. */
  nextInteger(): number {
    const state = this.#state;
    const [s0, s1, s2, s3] = [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0];
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const third = s2 ^ s0;
    const fourth = s3 ^ s1;
    state[1] = s1 ^ third;
    state[0] = s0 ^ fourth;
    state[2] = third ^ (s1 << 9);
    state[3] = rotateLeft(fourth, 11);
    return result;
  }

  /** The next number in [0, 1), a multiple of 2^-32. */
  next(): number {
    return this.nextInteger() / 2 ** 32;
  }

  #jump(): void {
    const jumped = new Uint32Array(4);
    for (const word of JUMP) {
      for (let bit = 0; bit < 32; bit++) {
        if (word & (1 << bit)) for (let i = 0; i < 4; i++) jumped[i] = (jumped[i] ?? 0) ^ (this.#state[i] ?? 0);
        this.nextInteger();
      }
    }
    this.#state.set(jumped);
  }
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** The two first outputs of SplitMix64 as four words, low half first. */
function splitMix64(seed: bigint): [number, number, number, number] {
  const words: number[] = [];
  let state = seed & MASK_64;
  for (let draw = 0; draw < 2; draw++) {
    state = (state + 0x9e3779b97f4a7c15n) & MASK_64;
    let mixed = state;
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    mixed ^= mixed >> 31n;
    words.push(Number(mixed & 0xffffffffn), Number(mixed >> 32n));
  }
  return words as [number, number, number, number];
}
