// A device that polls with tuf-js until its standard input ends: by turns with the state that it keeps
// and with none. Prints one JSON line a visit: { "visit": "kept"|"fresh", "failure"?: text }.
//   node tuf-js-poll.cjs BASE PRODUCT ROOT.json FOLDER EXPECTED PAUSE
// EXPECTED is a file of target paths, one a line, that are published for certain when it is read.
'use strict';
const fs = require('fs');
const path = require('path');
const { Updater } = require('tuf-js');

const [base, product, root, folder, expected, pause] = process.argv.slice(2);

function stateFolder(name) {
  const dir = path.join(folder, name);
  fs.mkdirSync(dir, { recursive: true });
  if (!fs.existsSync(path.join(dir, 'root.json'))) {
    fs.copyFileSync(root, path.join(dir, 'root.json'));
  }
  return dir;
}

async function visit(name) {
  const paths = fs.readFileSync(expected, 'utf8').split('\n').filter(Boolean);
  const metadataDir = stateFolder(name);
  const updater = new Updater({
    metadataDir,
    metadataBaseUrl: `${base}/products/${product}/metadata`,
    targetDir: folder,
    targetBaseUrl: `${base}/content`,
    config: { fetchRetry: 0 },
  });
  await updater.refresh();
  const wanted = [`${product}/rollout.json`];
  if (paths.length) {
    wanted.push(paths[paths.length - 1], paths[Math.floor(Math.random() * paths.length)]);
  }
  for (const target of wanted) {
    const info = await updater.getTargetInfo(target);
    if (!info) {
      throw new Error(`no such target: ${target}`);
    }
    await updater.downloadTarget(info, path.join(folder, 'download'));
  }
}

let going = true;
process.stdin.on('end', () => (going = false)).resume();

(async () => {
  for (let n = 0; going; n++) {
    const name = n % 2 ? 'kept' : 'fresh';
    fs.rmSync(path.join(folder, 'fresh'), { recursive: true, force: true });
    try {
      await visit(name);
      console.log(JSON.stringify({ visit: name }));
    } catch (error) {
      const cause = error.cause && error.cause.code ? ` (${error.cause.code})` : '';
      const status = error.statusCode ? ` HTTP ${error.statusCode}` : '';
      const text = `${error.name}: ${error.message}${status}${cause}`.replace(/\s+/g, ' ');
      console.log(JSON.stringify({ visit: name, failure: text.slice(0, 500) }));
    }
    await new Promise((done) => setTimeout(done, Number(pause)));
  }
})();
