import type { AttentionBackend, AttentionElementType } from '../backend/backend.js';
import { assert } from './assertions.js';
import type { ConformanceContext, ConformanceOptions, TestFunctions } from './test-functions.js';
import { testDisposal } from './tests/disposal.js';
import { testEditing } from './tests/editing.js';
import { testGradient } from './tests/gradient.js';
import { testHygiene } from './tests/hygiene.js';
import { testInputs } from './tests/inputs.js';
import { testMasks } from './tests/masks.js';
import { testOptions } from './tests/options.js';
import { testProperties } from './tests/properties.js';
import { testRandomCalls } from './tests/random-calls.js';
import { testRows } from './tests/rows.js';
import { testShapes } from './tests/shapes.js';

/**
 * Registers the tests that every backend of the op has to pass: shapes with zero lengths, masks in every form, element
 * types, NaN and infinity, rows without keys, rows that share a memory, prepared memories, overlapping calls, what holds
 * for every attention, random calls, and disposal. Each result is compared with the formula in float64.
 *
 * @param backend - The backend, or what makes it; called once, when the first test runs.
 * @param functions - `describe` and `it` of the test runner.
 * @param options - Element types and tolerances.
 */
export function describeBackendConformance(
  backend: AttentionBackend | (() => AttentionBackend | Promise<AttentionBackend>),
  functions: TestFunctions,
  options: ConformanceOptions & { readonly elementTypes: readonly AttentionElementType[] },
): void;
export function describeBackendConformance(
  backend: AttentionBackend,
  functions: TestFunctions,
  options?: ConformanceOptions,
): void;
export function describeBackendConformance(
  backend: AttentionBackend | (() => AttentionBackend | Promise<AttentionBackend>),
  { describe, it }: TestFunctions,
  options: ConformanceOptions = {},
): void {
  let made: Promise<AttentionBackend> | undefined;
  const context: ConformanceContext = {
    describe,
    it,
    options,
    backend() {
      made ??= Promise.resolve(typeof backend === 'function' ? backend() : backend);
      return made;
    },
  };
  const types = options.elementTypes ?? (typeof backend === 'function' ? [] : backend.capabilities.elementTypes);
  describe('conformance', () => {
    it('declares what is tested', async () => {
      const { specificationVersion, name, capabilities } = await context.backend();
      assert(specificationVersion === 1, `specificationVersion: expected 1, got ${specificationVersion}`);
      assert(name.length > 0, 'name: expected a text');
      assert(types.length > 0, 'elementTypes: expected at least one to test');
      for (const type of types)
        assert(capabilities.elementTypes.includes(type), `capabilities.elementTypes: expected ${type} among them`);
    });
    for (const type of types) describe(type, () => describeType(context, type));
    if (options.disposable) testDisposal(context, options.disposable);
  });
}

function describeType(context: ConformanceContext, type: AttentionElementType): void {
  testShapes(context, type);
  testMasks(context, type);
  testOptions(context, type);
  testHygiene(context, type);
  testRows(context, type);
  testProperties(context, type);
  testInputs(context, type);
  testEditing(context, type);
  testGradient(context, type);
  testRandomCalls(context, type);
}
