import { RetrievalError, type RetrievalErrorCode } from '../retrieval-error.js';

/** Codes of Postgres (SQLSTATE) and of the network and the disk (errno), or the first characters of them. */
const codes: readonly (readonly [RetrievalErrorCode, readonly string[]])[] = [
  ['disk-full', ['53100', 'ENOSPC', 'EDQUOT']],
  ['database-refused', ['28', '3D000', '42501', '25006', 'EACCES', 'EPERM', 'EROFS']],
  [
    'database-unavailable',
    ['08', '53', '57P', 'ECONN', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_', 'EHOST', 'ENET', 'ENOENT'],
  ],
];

const messages: readonly (readonly [RetrievalErrorCode, RegExp])[] = [
  ['disk-full', /no space left on device|disk quota exceeded|file too large/i],
  ['database-unavailable', /connection (terminated|timeout|ended)|client has encountered a connection error/i],
];

/** Names what went wrong with a database: an error with a code, which keeps the original as its cause. */
export function databaseFailure(cause: unknown, name: string): RetrievalError {
  if (cause instanceof RetrievalError) return cause;
  const error = firstOf(cause);
  const text = error.message || String(error.code ?? cause);
  return new RetrievalError(codeOf(error, text), `${name}: ${text}`, { cause });
}

interface CodedError {
  readonly code?: unknown;
  readonly message: string;
}

/** A host with several addresses fails with one error an address. */
function firstOf(cause: unknown): CodedError {
  const [first] = cause instanceof AggregateError ? cause.errors : [];
  const error = first ?? cause;
  return error instanceof Error ? error : { message: String(error) };
}

function codeOf(error: CodedError, text: string): RetrievalErrorCode {
  const { code } = error;
  if (typeof code === 'string') {
    const [known] = codes.find(([, prefixes]) => prefixes.some((prefix) => code.startsWith(prefix))) ?? [];
    if (known !== undefined) return known;
  }
  return messages.find(([, pattern]) => pattern.test(text))?.[0] ?? 'database-failed';
}
