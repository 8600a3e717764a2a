import { describe, expect, it } from 'vitest';
import { summarize } from './statistics.js';
import { formatTable } from './table.js';

const machine = { node: 'v20', platform: 'linux-x64', processor: 'some', cores: 2, memoryGigabytes: 8, load: 0.1 };

describe('formatTable', () => {
  it('says which targets are met', () => {
    const table = formatTable(machine, [
      { name: 'quick', unit: 'ms', summary: summarize([50]), target: { bound: 'at most', value: 60 } },
      { name: 'slow', unit: 'ms', summary: summarize([70]), target: { bound: 'at most', value: 60 } },
      { name: 'rate', unit: 'ratio', summary: summarize([2, 3, 4]), target: { bound: 'at least', value: 2.5 } },
      { name: 'plain', unit: 'MB', summary: summarize([123.4]) },
    ]);
    expect(table).toContain('Node v20, linux-x64, 2 cores');
    expect(table).toMatch(/^quick +50\.0 ms .* at most 60 +met$/m);
    expect(table).toMatch(/^slow +70\.0 ms .* MISSED$/m);
    expect(table).toMatch(/^rate +3\.00 ratio +2\.50 to 3\.50 +2\.00 to 4\.00 +3 +at least 2\.5 +met$/m);
    expect(table).toMatch(/^plain +123 MB .* 1$/m);
  });
});
