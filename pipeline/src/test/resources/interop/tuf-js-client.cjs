// Judges repositories with tuf-js. Reads a JSON list of cases from the file named by the first
// argument: { name, dir, targetDir, urls: [base…], targets: [path…], metadata? }, where metadata is an
// address of its own for that folder, else it is <base>/metadata. For each case one client state
// goes through the urls in order; at each it refreshes and downloads the targets. Prints one line a
// case: "<name> ok" or "<name> refused at <n>: <error>".
'use strict';
const fs = require('fs');
const path = require('path');
const { Updater } = require('tuf-js');

async function judge(test) {
  for (let n = 0; n < test.urls.length; n++) {
    try {
      const updater = new Updater({
        metadataDir: test.dir,
        metadataBaseUrl: test.metadata || `${test.urls[n]}/metadata`,
        targetDir: test.targetDir,
        targetBaseUrl: `${test.urls[n]}/content`,
        config: { fetchRetry: 0 },
      });
      await updater.refresh();
      for (const target of test.targets) {
        const info = await updater.getTargetInfo(target);
        if (!info) {
          throw new Error(`no such target: ${target}`);
        }
        await updater.downloadTarget(info, path.join(test.targetDir, `${n}`));
      }
    } catch (error) {
      const text = `${error.name}: ${error.message}`.replace(/\s+/g, ' ');
      return `${test.name} refused at ${n}: ${text}`;
    }
  }
  return `${test.name} ok`;
}

(async () => {
  for (const test of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
    console.log(await judge(test));
  }
})();
