let loading: ReturnType<typeof load> | undefined;

/** The block parser alone: inline markup is left as it is written. Loaded when the first Markdown file is met. */
export function loadMarkdownIt() {
  loading ??= load();
  return loading;
}

async function load() {
  const { default: MarkdownIt } = await import('markdown-it');
  const parser = new MarkdownIt({ html: true });
  parser.core.ruler.enableOnly(['normalize', 'block']);
  return parser;
}
