export const root: string;
export const standInFolder: string;
export const standInBoot: string;
export const mainBundle: string;
export const cliBundle: string;
export function buildIfNeeded(options?: {
  readonly quiet?: boolean;
  readonly say?: (line: string) => void;
}): Promise<void>;
