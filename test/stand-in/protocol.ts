type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();
const privileged = new Set<string>();

/** Electron's protocol: the product's own handlers answer what the stand-in's server is asked for. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`The protocol ${scheme} is handled already`);
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
};

/** The scheme's handler; null where there is none, or where the scheme was never registered as a standard one. */
export function handlerOf(scheme: string): Handler | null {
  return privileged.has(scheme) ? (handlers.get(scheme) ?? null) : null;
}
