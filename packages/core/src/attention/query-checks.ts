import type { AttentionElementType, QueryCall } from '../backend/backend.js';
import { dataOfForm } from '../tensor/data-of-form.js';
import { checkQuery, type QueryOptions } from './check-query.js';
import type { KeyValueSizes } from './key-value-sizes.js';

/**
 * Checks queries to one memory. Calls tend to repeat themselves, token by token: where nothing differs from the last call but
 * the numbers of the query, every check would say what it said then.
 */
export class QueryChecks {
  readonly #sizes: KeyValueSizes;
  #last: PlainCall | undefined;

  constructor(sizes: KeyValueSizes) {
    this.#sizes = sizes;
  }

  /** @throws AttentionError as `attention` does */
  check(options: QueryOptions): QueryCall {
    const { mask, bias, editWeights } = options;
    const plain = mask === undefined && bias === undefined && editWeights === undefined;
    const repeated = plain && this.#last !== undefined ? repeat(this.#last, options) : undefined;
    if (repeated !== undefined) return repeated;
    const call = checkQuery(options, this.#sizes);
    if (plain) this.#last = plainCall(options, call);
    return call;
  }
}

/** A call without mask, bias and hook that was checked, but for the numbers of its query. */
interface PlainCall {
  /** Options as they came. */
  readonly given: QueryOptions;
  readonly type: AttentionElementType;
  readonly shape: readonly number[];
  readonly rows: number;
  readonly scale: number;
  readonly softcap: number;
  readonly returnWeights: boolean;
}

function plainCall({ rows, scale, softcap, returnWeights }: QueryOptions, call: QueryCall): PlainCall {
  return {
    given: { rows, scale, softcap, returnWeights },
    type: call.query.type,
    shape: call.query.shape,
    rows: call.rows,
    scale: call.scale,
    softcap: call.softcap,
    returnWeights: call.returnWeights,
  };
}

function repeat(last: PlainCall, { query, rows, scale, softcap, returnWeights }: QueryOptions): QueryCall | undefined {
  const { given, type, shape } = last;
  if (rows !== given.rows || scale !== given.scale) return undefined;
  if (softcap !== given.softcap || returnWeights !== given.returnWeights) return undefined;
  const data = dataOfForm(query, type, shape);
  if (data === undefined) return undefined;
  return {
    query: { type, shape, data } as QueryCall['query'],
    rows: last.rows,
    mask: undefined,
    bias: undefined,
    scale: last.scale,
    softcap: last.softcap,
    returnWeights: last.returnWeights,
    editWeights: undefined,
  };
}
