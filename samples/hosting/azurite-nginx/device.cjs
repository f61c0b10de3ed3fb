// A device of others: tuf-js trusts root.json, follows the metadata, and verifies the offer of a ring and
// every package that it names.  node device.cjs BASE ROOT PRODUCT RING STATE
'use strict';
const fs = require('fs');
const path = require('path');
const { Updater } = require('tuf-js');

(async () => {
  const [base, root, product, ring, state] = process.argv.slice(2);
  const metadata = path.join(state, 'metadata');
  const targets = path.join(state, 'targets');
  fs.mkdirSync(metadata, { recursive: true });
  fs.mkdirSync(targets, { recursive: true });
  fs.copyFileSync(root, path.join(metadata, 'root.json'));
  const updater = new Updater({
    metadataDir: metadata,
    metadataBaseUrl: `${base}/products/${product}/metadata`,
    targetDir: targets,
    targetBaseUrl: `${base}/content`,
  });
  await updater.refresh();
  let count = 0;
  const fetched = async (target) => {
    const info = await updater.getTargetInfo(target);
    if (!info) {
      throw new Error(`the metadata does not know ${target}`);
    }
    return updater.downloadTarget(info, path.join(targets, String(count++)));
  };
  const offer = JSON.parse(fs.readFileSync(await fetched(`${product}/offers/${ring}.json`), 'utf8'));
  const packages = offer.releases.flatMap((release) => release.packages.map((each) => each.target));
  for (const target of new Set(packages)) {
    const length = fs.statSync(await fetched(target)).size;
    console.log(`verified ${String(length).padStart(9)} bytes  ${target}`);
  }
  if (packages.length === 0) {
    throw new Error(`the offer of ${ring} names no package`);
  }
})().catch((error) => {
  console.error(`${error.name}: ${error.message}`);
  process.exit(1);
});
