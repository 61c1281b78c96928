export function electronBinary(): string | null;
export function fetchElectronOnce(): Promise<string | null>;
