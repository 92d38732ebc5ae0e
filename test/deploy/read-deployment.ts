import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { type Config, loadConfig } from '../../src/config.ts';
import { variables } from '../../src/config-variables.ts';
import { parseDockerfile, parsePairs } from '../packaging/dockerfile.ts';

const project = new URL('../../', import.meta.url);

/** A file of the project. */
export const readText = (path: string): string => readFileSync(new URL(path, project), 'utf8');

/** The variables of an env file. */
export const readEnvFile = (path: string): Record<string, string> =>
  Object.fromEntries(Object.entries(parseEnv(readText(path))).map(([name, value]) => [name, value ?? '']));

/** A YAML file of one document. */
export const readYaml = (path: string): any => parse(readText(path), { merge: true });

/** The documents of a YAML file. */
export const readYamls = (path: string): any[] => parseAllDocuments(readText(path)).map(document => document.toJS());

/** compose.yaml as Docker Compose sees it with some variables, which it puts into texts; throws for one that has to be set. */
export function readCompose(env: Readonly<Record<string, string>>): any {
  const interpolate = (text: string): string =>
    text.replaceAll(/\$\{(\w+)(?:(:-|:\?)([^}]*))?\}/g, (_, name: string, operator: string, more = '') => {
      if (env[name]) return env[name];
      if (operator === ':?') throw new Error(`${name} ${more}`);
      return more;
    });
  return JSON.parse(JSON.stringify(readYaml('deploy/compose.yaml')), (_, value) =>
    typeof value === 'string' ? interpolate(value) : value,
  );
}

/** What the image itself has in its environment. */
export function imageEnvironment(): Record<string, string> {
  const stages = parseDockerfile(readText('Dockerfile'));
  const env = stages.flatMap(({ instructions }) => instructions).filter(({ name }) => name === 'ENV');
  return Object.assign({}, ...env.map(({ text }) => parsePairs(text)));
}

/** The user of the image. */
export const imageUser = (): string | undefined =>
  parseDockerfile(readText('Dockerfile'))
    .flatMap(({ instructions }) => instructions)
    .findLast(({ name }) => name === 'USER')?.text;

/** What a gateway makes of an environment on top of the image's; throws where it would not start. */
export function configOf(env: Readonly<Record<string, string>>): { config: Config; warnings: readonly string[] } {
  const result = loadConfig({ ...imageEnvironment(), ...env });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result;
}

/** Every variable that the gateway knows. */
export const knownVariables: ReadonlySet<string> = new Set(Object.values(variables).map(({ name }) => name));
