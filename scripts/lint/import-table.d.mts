export interface Zone {
  readonly name: string;
  readonly files: RegExp;
  readonly zones: readonly string[];
  readonly packages: readonly string[];
  readonly instead: string;
}
export const zones: readonly Zone[];
/** The zone that a file of the product belongs to, or null for tests, scripts and configuration. */
export function zoneOf(path: string): Zone | null;
export function resolveImport(
  path: string,
  specifier: string,
): { readonly path: string; readonly package?: undefined } | { readonly path?: undefined; readonly package: string };
/** Why the file at `path` may not import `specifier`, with the right way; null where it may. */
export function breach(path: string, specifier: string): string | null;
