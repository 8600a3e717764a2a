import type { Database } from '../database/database.js';
import { hasTable } from '../store/has-table.js';

/** What the autovacuum of a server does by itself: merges new words into their index, frees the rows that were deleted. */
export async function tidyTables(database: Database): Promise<void> {
  if (!database.embedded) return;
  for (const table of ['documents', 'passages', 'vectors']) {
    if (await hasTable(database, table)) await database.query(`vacuum (analyze) crossattn.${table}`);
  }
}
