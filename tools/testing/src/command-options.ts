/** An option as its help and its README show it: name, what stands for its value, description. */
type ShownOption = readonly [name: string, value: string | undefined, description: string];

/** The options that a table of a README lists, a row each: `` | `--name <value>` | description | ``. */
export function optionsListed(markdown: string): ShownOption[] {
  return [...markdown.matchAll(/^\| `--([a-z-]+)(?: (<\S+>))?` \| (.*) \|$/gm)].map(
    ([, name = '', value, description = '']) => [name, value?.replace('\\|', '|'), description],
  );
}

/** The options that a command defines, as `optionsListed` gives them. */
export function optionsDefined(
  definitions: Readonly<Record<string, { readonly value?: string; readonly description: string }>>,
): ShownOption[] {
  return Object.entries(definitions).map(([name, { value, description }]) => [name, value, description]);
}

const exitStatuses = [0, 1, 2, 130];
const columns = 120;

/** What a help lacks: options and exit statuses that it does not name; and its lines that are too long for a terminal. */
export function flawsOfHelp(help: string, options: object): string[] {
  const lacks = (pattern: string) => !new RegExp(pattern, 'm').test(help);
  return [
    ...Object.keys(options).filter((name) => lacks(` --${name}( |$)`)),
    ...exitStatuses.map(String).filter((status) => lacks(`^ {2}${status} `)),
    ...help.split('\n').filter(({ length }) => length > columns),
  ];
}
