import { CrossattnError } from '@crossattn/core';

/**
 * Why a store could not be opened, filled or asked.
 *
 * | code | meaning |
 * |---|---|
 * | `not-a-store` | a folder with something else in it, or a path that is no folder |
 * | `store-in-use` | a folder that another process, or this one, has open |
 * | `store-damaged` | a folder whose database does not start |
 * | `encoder-mismatch` | a store that was filled by another encoder, or by none |
 * | `schema-mismatch` | a store of another version of this package |
 * | `language-mismatch` | a store that was made for another language |
 * | `extension-missing` | a server without pgvector |
 * | `database-refused` | a server that does not let this user in, or not do this |
 * | `database-unavailable` | a database that cannot be reached, or went away |
 * | `disk-full` | no room for what was to be written; the document under way is kept whole or not at all |
 * | `database-failed` | any other error of the database; `cause` has it |
 * | `invalid-document`, `invalid-passage`, `invalid-vector` | what was to be indexed |
 * | `invalid-question`, `empty-question`, `question-too-long` | what was asked |
 * | `invalid-option` | an option that does not exist, or outside its range |
 * | `disposed` | a store that was disposed of |
 */
export type RetrievalErrorCode =
  | 'not-a-store'
  | 'store-in-use'
  | 'store-damaged'
  | 'encoder-mismatch'
  | 'schema-mismatch'
  | 'language-mismatch'
  | 'extension-missing'
  | 'database-refused'
  | 'database-unavailable'
  | 'disk-full'
  | 'database-failed'
  | 'invalid-document'
  | 'invalid-passage'
  | 'invalid-vector'
  | 'invalid-question'
  | 'empty-question'
  | 'question-too-long'
  | 'invalid-option'
  | 'disposed';

/** Every error that this package throws itself; an abort throws the signal's own reason instead. */
export class RetrievalError extends CrossattnError<RetrievalErrorCode> {
  override readonly name = 'RetrievalError';
}
