import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askReader } from '../reading/asking/ask-reader.js';
import { RecentMemories } from '../reading/asking/recent-memories.js';
