import { OnnxError } from '../errors.js';

/** For runs that come too late. */
export function sessionDisposed(graphName: string): OnnxError {
  return new OnnxError('session-disposed', `the session of graph '${graphName}' was disposed`);
}
