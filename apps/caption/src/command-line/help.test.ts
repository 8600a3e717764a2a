import { describe, expect, it } from 'vitest';
import { helpText } from './help.js';
import { optionDefinitions } from './option-definitions.js';

describe('helpText', () => {
  it('names every option and every exit status', () => {
    for (const name of Object.keys(optionDefinitions)) expect(helpText()).toMatch(new RegExp(` --${name}( |$)`, 'm'));
    for (const status of [0, 1, 2, 130]) expect(helpText()).toMatch(new RegExp(`^ {2}${status} `, 'm'));
  });

  it('fits a terminal of 120 columns', () => {
    for (const line of helpText().split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});
