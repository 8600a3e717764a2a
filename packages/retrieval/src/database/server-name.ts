/** What errors call a server: its address without user, password and options. */
export function serverName(url: string): string {
  if (!URL.canParse(url)) return 'the database server';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** Whether a place is a server rather than a folder. */
export function isServer(place: string): boolean {
  return /^postgres(ql)?:\/\//i.test(place);
}
