import { CommandError } from '@crossattn/command-line';

/** Where a store is, and how messages call it. */
export interface StoreLocation {
  readonly type: 'folder' | 'server';
  /** A path or an address. */
  readonly location: string;
  /** Without a password. */
  readonly name: string;
}

const defaultFolder = '.reader-store';

/**
 * The store that was named, or the one of `DATABASE_URL`, or else the folder `.reader-store`.
 *
 * @throws CommandError `invalid-option` for an address of something that is no Postgres server
 */
export function storeLocation(
  given: string | undefined,
  databaseUrl: string | undefined = process.env.DATABASE_URL,
): StoreLocation {
  const location = given ?? (databaseUrl || defaultFolder);
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(location) ?? [];
  if (scheme === undefined) return { type: 'folder', location, name: location };
  const named = given === undefined ? 'DATABASE_URL' : '--store';
  if (!/^postgres(ql)?$/i.test(scheme) || !URL.canParse(location)) {
    throw new CommandError(
      'invalid-option',
      `${named} needs a folder or postgres://…, but got an address of ${scheme}.`,
    );
  }
  const { protocol, host, pathname } = new URL(location);
  return { type: 'server', location, name: `${protocol}//${host}${pathname}` };
}
