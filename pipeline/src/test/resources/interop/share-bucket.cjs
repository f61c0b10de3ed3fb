// Checks the vectors of the file named by the first argument with node's own SHA-256 and whole numbers:
// {vectors: [{salt, device, point, in: [share…], out: [share…]}]}. Prints one line a vector that is wrong,
// and last "<count> checked".
'use strict';
const crypto = require('crypto');
const fs = require('fs');

const DECIMALS = 12n;

// A decimal from 0 to 1 as a whole number of 10^-12.
function trillionths(share) {
  const [whole, part = ''] = share.split('.');
  return BigInt(whole) * 10n ** DECIMALS + BigInt(part.padEnd(Number(DECIMALS), '0'));
}

function point(salt, device) {
  const digest = crypto.createHash('sha256').update(`${salt}:${device}`, 'utf8').digest();
  return digest.readBigUInt64BE(0);
}

const vectors = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).vectors;
for (const { salt, device, point: wanted, in: within, out: without } of vectors) {
  const own = point(salt, device);
  const holds = (share) => own * 10n ** DECIMALS < trillionths(share) * 2n ** 64n;
  if (String(own) !== wanted || !within.every(holds) || without.some(holds)) {
    console.log(`wrong: ${salt}:${device}`);
  }
}
console.log(`${vectors.length} checked`);
