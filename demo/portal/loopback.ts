/** Where the portal may listen: it has no passwords, so nobody else's machine may reach it. */
const hosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

export const isLoopback = (host: string): boolean => hosts.has(host.toLowerCase());

/** Whether a request was meant for this machine: a name of the internet that points here (DNS rebinding) is refused. */
export function isLoopbackRequest(hostHeader: string | undefined): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d+)?$/.exec(hostHeader ?? '')?.[1];
  return name !== undefined && isLoopback(name);
}

/** Whether a page of the portal itself asks: browsers send `Origin` with every POST. */
export const isSameOrigin = (origin: string | undefined, hostHeader: string | undefined): boolean =>
  origin !== undefined && hostHeader !== undefined && origin === `http://${hostHeader}`;
