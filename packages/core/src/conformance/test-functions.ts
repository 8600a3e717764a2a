import type { AttentionBackend, AttentionElementType, DisposableBackend } from '../backend/backend.js';

/** The two functions that a test runner has; those of vitest, Jest, Mocha, Jasmine and `node:test` fit. */
export interface TestFunctions {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/** How far a result may lie from the float64 formula: `absolute + relative x |expected|`. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** What is tested, and how exactly. */
export interface ConformanceOptions {
  /**
   * For float32, 1e-5 absolute and relative where nothing is said. float16 is always held to twice the error that plain
   * float16 arithmetic makes on the same inputs.
   */
  readonly float32?: Tolerance;
  /** The element types to test; all that the backend declares where it is absent. */
  readonly elementTypes?: readonly AttentionElementType[];
  /**
   * How many random calls of each element type are judged; a backend that compiles something for each kind of call may ask for few.
   * @defaultValue 30
   */
  readonly randomCalls?: number;
  /** Makes backends that the tests dispose of. Disposal is not tested where it is absent. */
  readonly disposable?: () => DisposableBackend | Promise<DisposableBackend>;
}

/** What every group of tests is given. */
export interface ConformanceContext extends TestFunctions {
  backend(): Promise<AttentionBackend>;
  readonly options: ConformanceOptions;
}
