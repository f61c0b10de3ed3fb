// Makes the two containers in Azurite, writes the connection string for the publisher into a file, and
// prints a shared access signature that may create blobs in `private` and do nothing else: the gateway's.
//   node containers.cjs ENDPOINT FILE
// The account and its key are the emulator's, public and the same everywhere; on Azure nobody uses account
// keys (see ../azure).
'use strict';
const crypto = require('crypto');
const fs = require('fs');

const ACCOUNT = 'devstoreaccount1';
const KEY = Buffer.from(
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
  'base64',
);
const VERSION = '2021-12-02';
const sign = (text) => crypto.createHmac('sha256', KEY).update(text, 'utf8').digest('base64');

// "Authorize with Shared Key", 2009-09-19 and later: method, eleven standard headers (all empty here),
// x-ms-… headers, the resource with its query.
async function create(endpoint, name, access) {
  const headers = { 'x-ms-date': new Date().toUTCString(), 'x-ms-version': VERSION };
  if (access) {
    headers['x-ms-blob-public-access'] = access;
  }
  const own = Object.keys(headers).sort().map((key) => `${key}:${headers[key]}\n`).join('');
  const resource = `/${ACCOUNT}/${ACCOUNT}/${name}\nrestype:container`;
  headers.authorization = `SharedKey ${ACCOUNT}:${sign(`PUT${'\n'.repeat(12)}${own}${resource}`)}`;
  const answer = await fetch(`${endpoint}/${ACCOUNT}/${name}?restype=container`, {
    method: 'PUT',
    headers,
  });
  if (answer.status !== 201) {
    throw new Error(`container ${name}: HTTP ${answer.status} ${await answer.text()}`);
  }
}

// "Create a service SAS", version 2020-12-06 and later: permission c creates, and never overwrites.
function mayCreate(container) {
  const expiry = new Date(Date.now() + 24 * 3600e3).toISOString().replace(/[.]\d+/, '');
  const fields = ['c', '', expiry, `/blob/${ACCOUNT}/${container}`, '', '', '', VERSION, 'c'];
  const signature = sign(`${fields.join('\n')}\n${'\n'.repeat(6)}`);
  return new URLSearchParams({ sv: VERSION, se: expiry, sr: 'c', sp: 'c', sig: signature });
}

(async () => {
  const [endpoint, file] = process.argv.slice(2);
  await create(endpoint, 'updates', 'blob');
  await create(endpoint, 'private');
  const parts = {
    DefaultEndpointsProtocol: 'http',
    AccountName: ACCOUNT,
    AccountKey: KEY.toString('base64'),
    BlobEndpoint: `${endpoint}/${ACCOUNT}`,
  };
  const text = Object.entries(parts).map(([name, value]) => `${name}=${value};`).join('');
  fs.writeFileSync(file, text, { mode: 0o600 });
  console.log(mayCreate('private').toString());
})().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
