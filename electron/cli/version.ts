import packageFile from '../../package.json';

/** This app's version, as the history of migrations keeps it. */
export function appVersion(): string {
  return packageFile.version;
}
