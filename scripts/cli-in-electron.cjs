const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { app, protocol } = require('electron');

/**
 * Loads the command line once Electron is ready: its bundle waits for its own work at the top level, and Electron is not
 * ready before the first module has run to its end. Without windows there is nothing whose closing could end it.
 */
app.on('window-all-closed', () => undefined);
// As registerAppScheme() of electron/app-scheme.ts, which comes too late here: now or never.
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
process.argv.splice(1, process.argv.indexOf(__filename), join(__dirname, '..', 'out', 'main', 'cli.js'));
app
  .whenReady()
  .then(() => import(pathToFileURL(process.argv[1]).href))
  .catch((error) => {
    process.stderr.write(`${String(error)}\n`);
    app.exit(1);
  });
