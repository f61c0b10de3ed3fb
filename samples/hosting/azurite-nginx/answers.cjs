// Shows what nginx answered from a line of its log on, and judges it: content and versioned metadata came
// from the cache, and timestamp.json was no older than its max-age.  node answers.cjs LOG LINES_BEFORE
'use strict';
const fs = require('fs');

const IMMUTABLE = /^\/content\/|^\/products\/[^/]+\/metadata\/\d+\./;
// Date has whole seconds, and nginx counts in them.
const ROUNDING = 2;

const [log, before] = process.argv.slice(2);
const lines = fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(Number(before));
let timestamps = 0;
let hits = 0;
const wrong = [];
for (const line of lines) {
  const [at, , uri, status, cache, control, date] = line.split('\t');
  const age = Math.max(0, Number(at) - Date.parse(date) / 1000);
  const maxAge = Number(/max-age=(\d+)/.exec(control)?.[1] ?? 0);
  console.log(`${status} ${cache.padEnd(11)} ${age.toFixed(0).padStart(3)} s of ${maxAge}  ${uri}`);
  if (status === '404') {
    continue; // no such hint, no next root; never kept
  }
  if (uri.endsWith('/timestamp.json')) {
    timestamps++;
    if (status !== '200' || age > maxAge + ROUNDING) {
      wrong.push(`${uri} is ${age.toFixed(0)} s old, its max-age is ${maxAge}`);
    }
  } else if (IMMUTABLE.test(uri)) {
    hits += cache === 'HIT' ? 1 : 0;
    if (cache !== 'HIT') {
      wrong.push(`${uri} came from the store (${cache})`);
    }
  }
}
if (timestamps === 0 || hits === 0) {
  wrong.push('the device asked for no metadata');
}
wrong.forEach((each) => console.error(`not as it must be: ${each}`));
console.log(`${hits} answers from the cache, timestamp.json within its max-age: ${wrong.length ? 'NO' : 'yes'}`);
process.exit(wrong.length ? 1 : 0);
