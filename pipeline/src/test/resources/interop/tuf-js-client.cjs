// Judges repositories with tuf-js. Reads a JSON list of cases from the file named by the first
// argument: { name, dir, targetDir, urls: [base…], targets: [path…], metadata?, last? }, where metadata
// is an address of its own for that folder, else it is <base>/metadata. For each case one client state
// goes through the urls in order; at each it refreshes and downloads the targets. Before the last url
// { targets, kept, ahead } of last hold: other targets, files (Base64) that then lie in the state
// folder, and by how many milliseconds the clock goes ahead. Prints one line a
// case: "<name> ok" or "<name> refused at <n>: <error>".
'use strict';
const fs = require('fs');
const path = require('path');
const { Updater } = require('tuf-js');

const SystemDate = Date;

function setClockAhead(milliseconds) {
  globalThis.Date = class extends SystemDate {
    constructor(...given) {
      super(...(given.length ? given : [SystemDate.now() + milliseconds]));
    }
  };
}

async function judge(test) {
  for (let n = 0; n < test.urls.length; n++) {
    let targets = test.targets;
    globalThis.Date = SystemDate;
    if (test.last && n === test.urls.length - 1) {
      targets = test.last.targets;
      for (const [name, content] of Object.entries(test.last.kept)) {
        fs.writeFileSync(path.join(test.dir, name), Buffer.from(content, 'base64'));
      }
      setClockAhead(test.last.ahead);
    }
    try {
      const updater = new Updater({
        metadataDir: test.dir,
        metadataBaseUrl: test.metadata || `${test.urls[n]}/metadata`,
        targetDir: test.targetDir,
        targetBaseUrl: `${test.urls[n]}/content`,
        config: { fetchRetry: 0 },
      });
      await updater.refresh();
      for (const target of targets) {
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
