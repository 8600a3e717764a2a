import type { OptionDefinitions } from './option-definition.js';

/** The part of a help text that lists the options, group by group. */
export function describeOptions(definitions: OptionDefinitions): string {
  const entries = Object.entries(definitions);
  const groups = [...new Set(entries.map(([, { group }]) => group))];
  return groups
    .map((group) => {
      const lines = entries
        .filter(([, definition]) => definition.group === group)
        .map(([name, { short, value, description }]) => {
          const form = `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
          return `  ${form.padEnd(24)}  ${description}`;
        });
      return `\n${group}\n${lines.join('\n')}\n`;
    })
    .join('');
}
