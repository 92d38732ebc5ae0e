import { headerToken } from '../config-values.ts';
import { AccessFileError } from '../server/access/access-file-error.ts';
import { isJsonObject, parseJsonText } from '../server/access/parse-json-text.ts';
import type { TenantSpec } from './tenant-set.ts';

const members = ['apiKey', 'requestsPerSecond'];
const namePattern = /^[\w.-]{1,64}$/;
const mostRequestsPerSecond = 1_000;

/** Reads a file of tenants, or throws an `AccessFileError` with everything that is wrong with it, without a key. */
export function parseTenants(text: string, defaultRequestsPerSecond: number): readonly TenantSpec[] {
  const entries = parseJsonText(text);
  if (!isJsonObject(entries)) throw new AccessFileError(['must be an object: {"<tenant>": {"apiKey": …}}.']);
  const problems: string[] = [];
  const specs = Object.entries(entries).map(([id, entry]) => {
    const { apiKey, requestsPerSecond = defaultRequestsPerSecond } = isJsonObject(entry) ? entry : {};
    problems.push(...findProblems(id, entry).map(problem => `has a problem in ${JSON.stringify(id)}: ${problem}.`));
    return {
      id,
      apiKey: String(apiKey),
      requestsPerSecond: Number(requestsPerSecond),
      keyKeeping: 'not-needed',
    } as const;
  });
  for (const { id, apiKey } of specs) {
    const first = specs.find(other => other.apiKey === apiKey);
    // Each would see the other's jobs, and send at a pace of its own.
    if (first && first.id !== id)
      problems.push(`gives ${JSON.stringify(first.id)} and ${JSON.stringify(id)} the same key.`);
  }
  if (problems.length > 0) throw new AccessFileError(problems);
  return specs;
}

function findProblems(id: string, entry: unknown): readonly string[] {
  const problems: string[] = [];
  if (!namePattern.test(id)) problems.push('a name is 1 to 64 letters, digits, "_", "-" and "."');
  if (!isJsonObject(entry)) return [...problems, 'must be {"apiKey": …, "requestsPerSecond": …}'];
  const unknown = Object.keys(entry).filter(member => !members.includes(member));
  if (unknown.length > 0) problems.push(`knows no ${unknown.map(member => JSON.stringify(member)).join(', ')}`);
  const { apiKey, requestsPerSecond } = entry;
  if (typeof apiKey !== 'string') problems.push('"apiKey" must be there, as text');
  else if (headerToken.parse(apiKey) === null) problems.push(`"apiKey" must be ${headerToken.expects}`);
  if (requestsPerSecond !== undefined && !isPace(requestsPerSecond)) {
    problems.push(`"requestsPerSecond" must be a number above 0, ${mostRequestsPerSecond} at most`);
  }
  return problems;
}

const isPace = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0.001 && value <= mostRequestsPerSecond;
