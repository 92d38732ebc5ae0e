// Adds to package-lock.json the packages for other platforms that npm left out, because the registry it was asked did not
// have them: `npm ci` refuses a lock file without them on every platform. To be run after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';
import { findMissingPackages, type LockFile } from './lock-file.ts';

const path = 'package-lock.json';
const lockFile: LockFile = JSON.parse(readFileSync(path, 'utf8'));
const missing = findMissingPackages(lockFile);
const packages = Object.entries({ ...lockFile.packages, ...missing }).toSorted(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(path, `${JSON.stringify({ ...lockFile, packages: Object.fromEntries(packages) }, null, 2)}\n`);
console.log(`${path}: ${Object.keys(missing).length} packages for other platforms added.`);
