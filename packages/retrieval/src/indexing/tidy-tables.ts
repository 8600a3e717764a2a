import type { Database } from '../database/database.js';

/** What the autovacuum of a server does by itself: merges new words into their index, frees the rows that were deleted. */
export async function tidyTables(database: Database): Promise<void> {
  if (!database.embedded) return;
  for (const table of ['documents', 'passages', 'vectors']) {
    const [there] = await database.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [
      `crossattn.${table}`,
    ]);
    if (there?.there) await database.query(`vacuum (analyze) crossattn.${table}`);
  }
}
