/** The value of `--name=value` among the program's arguments, '' for a bare `--name`, null where it is not there. */
export function switchValue(name: string): string | null {
  for (const argument of process.argv.slice(2)) {
    if (argument === `--${name}`) return '';
    if (argument.startsWith(`--${name}=`)) return argument.slice(name.length + 3);
  }
  return null;
}
