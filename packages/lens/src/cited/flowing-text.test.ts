import { expect, it } from 'vitest';
import { flowingText } from './flowing-text.js';

const line = 'It was designed by the engineer Helen Marsh and built between';

it('fills the width with prose that was wrapped by hand', () => {
  expect(flowingText(`${line}\n1871 and 1874.`)).toBe(`${line} 1871 and 1874.`);
  expect(flowingText(`${line}\r\n1871.\n`)).toBe(`${line}  1871.\n`);
});

it.each([
  ['paragraphs', `${line}\n\n1871 and 1874.`],
  ['lists', `${line}\n- one\n- two\n  1. three`],
  ['tables', `| ${line} |\n| one | two |`],
  ['headings', `# Tower\n${line}`],
  ['verses', 'Tyger Tyger, burning bright,\nIn the forests of the night;'],
  ['ends', `${line}\n`],
])('leaves the lines of %s', (_, text) => expect(flowingText(text)).toBe(text));
