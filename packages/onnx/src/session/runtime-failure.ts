import { OnnxError } from '../errors.js';

// As its arena of memory, the C++ library and JavaScript's arrays say it.
const wantOfMemory = /failed to allocate memory|bad_alloc|array buffer allocation failed/i;

/** What ONNX Runtime threw where it loaded or ran a graph: `out-of-memory`, or else the code of what it did. */
export function runtimeFailure(what: string, code: 'session-failed' | 'run-failed', cause: unknown): OnnxError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (wantOfMemory.test(reason))
    return new OnnxError('out-of-memory', `${what}: not enough memory: ${reason}`, { cause });
  return new OnnxError(code, `${what}: ${reason}`, { cause });
}
