import { startBuiltin } from '../../electron/database/builtin/start';

/* The built-in database in a process of its own, which a test kills: `<folder>`. It says `up` once it is in use. */
const [folder = ''] = process.argv.slice(2);
await startBuiltin({ folder });
console.log('up');
setInterval(() => undefined, 60_000);
